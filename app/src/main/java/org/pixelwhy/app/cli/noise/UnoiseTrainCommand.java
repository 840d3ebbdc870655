package org.pixelwhy.app.cli.noise;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.training.LearningCurves;
import org.pixelwhy.study.training.TrainingRequest;
import org.pixelwhy.study.training.TrainingRun;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains an explainer of noise. */
@Command(
    name = "train",
    description = {
      "Trains a network that tells how much noise every pixel bears before another network,",
      "the utility, segments the image worse."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis =
        "pixelwhy unoise train --utility FILE --data DIR|KIND:COUNT --out DIR [OPTIONS]%n"
            + "       pixelwhy unoise train --utility FILE --images DIR --masks DIR --out DIR [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy unoise train --utility kvasir/model.onnx --data Kvasir-SEG --size medium \\",
      "    --pretrained --epochs 20 --out kvasir-noise",
      "  pixelwhy explain --model kvasir/model.onnx --image polyp.jpg --method unoise \\",
      "    --option explainer=kvasir-noise/model.onnx"
    })
final class UnoiseTrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private NoiseTexts texts;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for explainer, checkpoint and curves.")
  private Path out;

  @Option(names = "--resume", description = "Go on from the folder's checkpoint.")
  private boolean resume;

  @Mixin private EngineOption engine;

  @Override
  public Integer call() {
    TrainingResult result;
    TrainingRequest request;
    try (Engine opened = engine.open();
        ProgressBar progress = ProgressBar.onTerminal();
        NoiseRequest prepared = texts.prepare(opened, this::warn)) {
      if (texts.pretrained()) {
        TrainingRequest first = prepared.pretraining(out.resolve(NoiseRequest.PRETRAINED));
        run(opened, first, "Pretraining of ", this::printSegmentation, progress);
      }
      request = prepared.request(out, resume);
      result = run(opened, request, "Training of ", this::print, progress);
    }
    EpochResult best = request.options().score().best(result.history());
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(Locale.ROOT, "Best: epoch %d%n", best.epoch());
    printer.println("Explainer: " + out.resolve(TrainingRun.MODEL));
    printer.println("Curves: " + out.resolve(TrainingRun.CURVES));
    printer.flush();
    return ExitCode.OK;
  }

  private void warn(String text) {
    spec.commandLine().getErr().println("warning: " + text);
  }

  private TrainingResult run(
      Engine opened,
      TrainingRequest request,
      String what,
      Consumer<EpochResult> print,
      ProgressBar progress) {
    return new TrainingRun(
            request,
            soFar -> LearningCurves.html(what + texts.network(), request.description(), soFar),
            epoch -> {
              progress.close();
              print.accept(epoch);
            },
            progress)
        .run(opened);
  }

  private void printSegmentation(EpochResult epoch) {
    print(
        "pretraining epoch %d: loss %.4f, validation Dice %.4f%n",
        epoch.epoch(), epoch.loss(), epoch.measure("dice"));
  }

  private void print(EpochResult epoch) {
    if (epoch.measures().containsKey("noise scale")) {
      print(
          "epoch %d: loss %.4f, validation loss %.4f, noise %.2f, Dice under noise %.4f%n",
          epoch.epoch(),
          epoch.loss(),
          epoch.measure("validation loss"),
          epoch.measure("noise scale"),
          epoch.measure("dice under noise"));
    } else {
      print(
          "epoch %d: loss %.4f, validation loss %.4f, Dice of what is visible %.4f%n",
          epoch.epoch(),
          epoch.loss(),
          epoch.measure("validation loss"),
          epoch.measure("dice under noise"));
    }
  }

  private void print(String format, Object... numbers) {
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(Locale.ROOT, format, numbers);
    printer.flush();
  }
}

package org.pixelwhy.app.cli.train;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Interruption;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.training.LearningCurves;
import org.pixelwhy.study.training.TrainingRequest;
import org.pixelwhy.study.training.TrainingRun;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network. */
@Command(
    name = "train",
    description = "Trains a segmentation network on images and masks.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis =
        "pixelwhy train --data DIR|testnet:COUNT --out DIR [OPTIONS]%n"
            + "       pixelwhy train --images DIR --masks DIR --out DIR [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy train --data testnet:1000 --unet depth=5,channels=6 --out testnet",
      "  pixelwhy train --data Kvasir-SEG --unet large --size 256 --augment usual \\",
      "    --loss bce+dice+iou --epochs 100 --out kvasir",
      "  pixelwhy train --images photos --masks outlines --size 256 --out mine",
      "  pixelwhy train --data Kvasir-SEG --start colon.onnx --freeze 'encoder*' --out tuned",
      "  pixelwhy explain --model kvasir/model.onnx --image polyp.jpg --method saliency"
    })
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TrainingTexts texts;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for model, checkpoint and curves.")
  private Path out;

  @Option(names = "--resume", description = "Go on from the folder's checkpoint.")
  private boolean resume;

  @Mixin private EngineOption engine;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (Interruption interruption = Interruption.heeded(err, this::left)) {
      return interruption.during(() -> train(err, interruption));
    }
  }

  private int train(PrintWriter err, Interruption interruption) {
    TrainingRequest request;
    TrainingResult result;
    try (Engine opened = engine.open();
        ProgressBar progress = ProgressBar.onTerminal()) {
      request = texts.request(opened, out, resume, text -> err.println("warning: " + text));
      String description = request.description();
      int epochs = request.options().epochs();
      TrainingPlan plan = new TrainingPlan(err, progress, epochs, System::nanoTime);
      result =
          new TrainingRun(
                  request,
                  soFar ->
                      LearningCurves.html("Training of " + texts.network(), description, soFar),
                  epoch -> print(epoch, epochs, progress),
                  interruption.watching(plan))
              .run(opened);
    }
    print(result, request.options().score().best(result.history()));
    return ExitCode.OK;
  }

  /** What there is when the process is told to end. */
  private String left() {
    return Files.isRegularFile(out.resolve(TrainingRun.STATE))
        ? Text.format(
            "What whole epochs gave is in %s; the same command with --resume goes on after the last"
                + " one.",
            out)
        : "No epoch was at its end, and nothing is kept.";
  }

  private void print(TrainingResult result, EpochResult best) {
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(Locale.ROOT, "Best: epoch %d%n", best.epoch());
    result
        .test()
        .ifPresentOrElse(
            test ->
                printer.printf(
                    Locale.ROOT,
                    "Test of %s: Dice %.4f, IoU %.4f, Hausdorff distance %.2f%n",
                    test.images().size() == 1 ? "1 image" : test.images().size() + " images",
                    test.dice(),
                    test.iou(),
                    test.hausdorff()),
            () -> printer.println("Test: none, the split has no test images"));
    printer.println("Model: " + out.resolve(TrainingRun.MODEL));
    printer.println("Curves: " + out.resolve(TrainingRun.CURVES));
    result.test().ifPresent(test -> printer.println("Scores: " + out.resolve(TrainingRun.TEST)));
    printer.flush();
  }

  private void print(EpochResult epoch, int epochs, ProgressBar progress) {
    progress.close();
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(
        Locale.ROOT,
        "epoch %d/%d: loss %.4f, validation Dice %.4f, IoU %.4f, Hausdorff distance %.2f%n",
        epoch.epoch(),
        epochs,
        epoch.loss(),
        epoch.measure("dice"),
        epoch.measure("iou"),
        epoch.measure("hausdorff"));
    printer.flush();
  }
}

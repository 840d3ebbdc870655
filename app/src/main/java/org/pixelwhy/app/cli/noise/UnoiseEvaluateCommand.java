package org.pixelwhy.app.cli.noise;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.data.DataText;
import org.pixelwhy.app.cli.option.CardOptions;
import org.pixelwhy.app.cli.option.CompletedNames;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.GuessText;
import org.pixelwhy.app.cli.option.MethodOptions;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.noise.NoiseReport;
import org.pixelwhy.study.noise.Fill;
import org.pixelwhy.study.noise.NoiseEvaluation;
import org.pixelwhy.study.noise.NoiseRequest;
import org.pixelwhy.study.noise.NoiseRequest.Data;
import org.pixelwhy.study.noise.NoiseRequest.Explainer;
import org.pixelwhy.study.noise.NoiseResult;
import org.pixelwhy.study.noise.VisibleCurve;
import org.pixelwhy.study.noise.VisibleCurve.Way;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges maps by what a network still finds where only their pixels are shown. */
@Command(
    name = "evaluate",
    description =
        "Shows a network only the pixels that maps call important, and measures what is left of"
            + " its masks.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis =
        "pixelwhy unoise evaluate --model FILE --data DIR --explainer NAME=FILE|--method A,B,..."
            + " [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy unoise evaluate --model unet.onnx --data testnet:200 \\",
      "    --method grad-cam,occlusion,random,centre --fill zero,mean --out judged",
      "  pixelwhy unoise evaluate --model unet.onnx --data HAM10000 --split split.json \\",
      "    --explainer small=small/model.onnx --explainer large=large/model.onnx --published"
    })
final class UnoiseEvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "ONNX file, or bioimage.io package, whose masks are looked at.")
  private Path model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|KIND:COUNT",
      description = "Folder of images and masks, or so many generated images: testnet:200.")
  private String data;

  @Mixin private DataText dataText;

  @Option(
      names = "--split",
      paramLabel = "FILE",
      description = "The split.json of a training; without it all images are taken.")
  private Path split;

  @Option(
      names = "--part",
      paramLabel = "train|validation|test",
      defaultValue = "test",
      description = "Which part of the split (${DEFAULT-VALUE}).")
  private Part part;

  @Option(names = "--images", paramLabel = "N", description = "Only the first so many images.")
  private String images;

  @Option(
      names = "--explainer",
      paramLabel = "NAME=FILE",
      description = "An explainer that was trained on noise, and what it is called; repeatable.")
  private List<String> explainers = List.of();

  @Option(
      names = {"--method", "--methods"},
      split = ",",
      paramLabel = "NAME",
      completionCandidates = CompletedNames.Methods.class,
      description = {
        "Methods that 'pixelwhy methods' lists, and 'random' and 'centre' (the distance from the",
        "middle) to compare with."
      })
  private List<String> methods = List.of();

  @Option(
      names = "--fill",
      split = ",",
      paramLabel = "zero|mean|blur",
      defaultValue = "zero",
      description = {
        "What hidden pixels become: the picture's value 0, the image's mean, or a blur; several",
        "show how much it matters (${DEFAULT-VALUE})."
      })
  private List<Fill> fills;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "The class to look at, by name or number, where the network has several.")
  private String choice;

  @Option(names = "--size", paramLabel = "WxH", description = "Size to which images are brought.")
  private String size;

  @Option(names = "--published", description = "Draw the published curves (pancreas CT) behind.")
  private boolean published;

  @Mixin private MethodOptions chosen;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pixelwhy-unoise",
      description = "Folder for report, tables and figures (${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private EngineOption engine;

  @Mixin private CardOptions card;

  @Override
  public Integer call() {
    NoiseRequest request = request();
    NoiseResult result;
    Path report;
    try (OutputFolder folder = OutputFolder.claim(out)) {
      try (Engine opened = engine.open();
          ProgressBar progress = ProgressBar.onTerminal()) {
        result = NoiseEvaluation.run(opened, progress, request, folder.aside("maps"));
      }
      report = new NoiseReport(result, published).write(folder.path());
    }
    print(result, report);
    return ExitCode.OK;
  }

  private NoiseRequest request() {
    Dataset dataset = dataText.open(data, chosen.seed());
    List<Entry> entries =
        split == null ? dataset.entries() : dataset.entries(SplitFile.read(split), part);
    if (images != null) {
      int most = (int) Numbers.whole("--images", images, 1);
      entries = entries.subList(0, Math.min(most, entries.size()));
    }
    return new NoiseRequest(
        card.source(model),
        new Data(
            dataset.name(),
            entries,
            dataset.classes().size(),
            Optional.ofNullable(size).map(text -> Numbers.size("--size", text))),
        choice == null ? ClassChoice.OPEN : ClassChoice.named(choice),
        explainers(),
        methods,
        fills,
        chosen.settings(Method.Border.FAST));
  }

  private List<Explainer> explainers() {
    List<Explainer> named = new ArrayList<>();
    for (String text : explainers) {
      int equals = text.indexOf('=');
      if (equals < 1 || equals == text.length() - 1) {
        throw new InputException(
            Text.format("--explainer: expected NAME=FILE.onnx, found '%s'", text));
      }
      named.add(new Explainer(text.substring(0, equals), Path.of(text.substring(equals + 1))));
    }
    return named;
  }

  private void print(NoiseResult result, Path report) {
    PrintWriter print = spec.commandLine().getOut();
    GuessText.line(result.model().card()).ifPresent(print::println);
    print.printf(
        Locale.ROOT,
        "%d images, class %s, Dice %.4f%n",
        result.images(),
        result.className(),
        result.clean());
    int width = result.maps().stream().mapToInt(map -> map.name().length()).max().orElse(1);
    for (Fill fill : result.request().fills()) {
      print.printf(
          Locale.ROOT,
          "%nHalf of the pixels shown, the others %s (Dice; area over all shares)%n",
          fill.name().toLowerCase(Locale.ROOT));
      List<VisibleCurve> pooled = result.curves(Way.THRESHOLD, fill);
      List<VisibleCurve> own = result.curves(Way.SHARE, fill);
      for (int m = 0; m < own.size(); m++) {
        print.printf(
            Locale.ROOT,
            "  %-" + width + "s  one threshold %.4f; own ranking %.4f; area %.4f%n",
            Text.printable(own.get(m).map()),
            pooled.get(m).half().dice(),
            own.get(m).half().dice(),
            own.get(m).area());
      }
    }
    print.println("Report: " + report);
    print.flush();
  }
}

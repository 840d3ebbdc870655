package org.pixelwhy.app.cli.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ShellWords;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.BadImageOption;
import org.pixelwhy.app.cli.option.CompletedNames;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.ExplanationOptions;
import org.pixelwhy.app.cli.option.ImageArguments;
import org.pixelwhy.app.cli.option.ModelOptions;
import org.pixelwhy.app.cli.option.SubjectOptions;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.report.ReportOptions;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.RequestReader;
import org.pixelwhy.target.TargetKind;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Explains images. */
@Command(
    name = "explain",
    description = "Explains what a network drew on images: maps, values and an HTML report.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis = "pixelwhy explain MODEL IMAGE... --method NAME,... [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy explain unet.onnx cells.png --method saliency",
      "  pixelwhy explain --model unet.onnx --image a.png b.png --method grad-cam \\",
      "    --layer all --target object:120,80 --out why",
      "  pixelwhy explain unet.onnx cells.png --method smoothgrad,rise \\",
      "    --option samples=50 --option rise.masks=1000",
      "  pixelwhy explain unet.onnx cells.png --method saliency,lrp \\",
      "    --score infidelity,deletion --option infidelity.normalize=on",
      "  pixelwhy explain --model net.onnx --image skin.jpg --method saliency \\",
      "    --channels rgb --scale 1/255 --mean 0.485,0.456,0.406 \\",
      "    --std 0.229,0.224,0.225"
    })
public final class ExplainCommand implements Callable<Integer> {
  /** What does not say what is explained. */
  private static final Set<String> BESIDE_REQUEST =
      Set.of(
          "--request",
          "--out",
          "--json",
          "--threads",
          "--device",
          "--resume",
          "--debug",
          ReportChoices.WINDOW,
          ReportChoices.NO_VALUES);

  private CommandSpec spec;

  /** Kinds of targets are listed only where help is asked for: reading them takes time. */
  @Spec
  void spec(CommandSpec own) {
    spec = own;
    own.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, help -> targets() + help.footerHeading());
  }

  private static String targets() {
    StringBuilder text = new StringBuilder();
    text.append(
        Text.format("%nTargets (x to the right, y down, from 0, in the image's own pixels):%n"));
    for (TargetKind kind : TargetCatalogue.kinds().all()) {
      text.append(Text.format("  %-37s %s%n", kind.notation(), kind.summary()));
    }
    return text.toString();
  }

  @Mixin private SubjectOptions subject;

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = {
        "Repeat the request of a result.json, in place of all options that say what is",
        "explained; relative paths in it start at its folder."
      })
  private Path repeated;

  @Mixin private ExplanationOptions explanation;

  @Option(
      names = {"--score", "--scores"},
      split = ",",
      paramLabel = "NAME",
      completionCandidates = CompletedNames.Scores.class,
      description = "Scores of the maps; 'pixelwhy scores' lists them.")
  private List<String> scores = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pixelwhy-out",
      description = "Folder for the report (${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private ReportChoices report;

  @Mixin private FigureOptions figures;

  @Mixin private BadImageOption badImage;

  @Mixin private PassesOptions passes;

  @Mixin private EngineOption engine;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() {
    ReportOptions options = report.chosen().with(figures.style()).repeatedBy(ShellWords.of(spec));
    ExplainRequest request = repeated == null ? given() : repeated();
    return new Explaining(spec.commandLine(), engine).run(request, out, options, json);
  }

  private ExplainRequest given() {
    return explanation.request(
        card.source(subject.network()),
        ImageArguments.parse(subject.images()),
        scores,
        passes.run(out),
        badImage.chosen());
  }

  private ExplainRequest repeated() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!BESIDE_REQUEST.contains(name) && !name.startsWith("--figure")) {
        throw new ParameterException(
            spec.commandLine(),
            Text.format("--request repeats a request as it was; leave out %s.", name));
      }
    }
    ExplainRequest request = RequestReader.read(repeated);
    Method.Settings settings = request.settings();
    return request.with(settings.withRun(settings.run().keeping(out, passes.resume())));
  }
}

package org.pixelwhy.app.cli.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.BadImageOption;
import org.pixelwhy.app.cli.option.CompletedNames;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.ImageArguments;
import org.pixelwhy.app.cli.option.MethodOptions;
import org.pixelwhy.app.cli.option.ModelOptions;
import org.pixelwhy.app.cli.option.PreparationOptions;
import org.pixelwhy.app.cli.option.ReadingOptions;
import org.pixelwhy.app.cli.option.SubjectOptions;
import org.pixelwhy.app.cli.option.WindowOption;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.SegmentQuestion;
import org.pixelwhy.study.segments.SegmentRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks how much each predicted segment speaks for each other one. */
@Command(
    name = "segments",
    description = "Tells how much each predicted segment speaks for each other one, as a table.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis = "pixelwhy segments MODEL IMAGE... [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy segments unet.onnx cells.png",
      "  pixelwhy segments unet.onnx cells.png --objects \\",
      "    --method feature-ablation,integrated-gradients --option baseline=mean"
    })
public final class SegmentsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private SubjectOptions subject;

  @Option(
      names = {"--method", "--methods"},
      split = ",",
      paramLabel = "NAME",
      defaultValue = "feature-ablation",
      completionCandidates = CompletedNames.Methods.class,
      description = {
        "Methods that share the target out, a table for each (${DEFAULT-VALUE});",
        "integrated-gradients, deeplift, lrp, input-x-gradient and kernel-shap are others."
      })
  private List<String> methods;

  @Option(
      names = "--objects",
      description = "Take each connected object of a class as a segment of its own.")
  private boolean objects;

  @Mixin private ReadingOptions reading;

  @Mixin private MethodOptions chosen;

  @Mixin private PreparationOptions preparation;

  @Mixin private WindowOption window;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pixelwhy-segments",
      description = "Folder for report, table and JSON (${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private BadImageOption badImage;

  @Mixin private EngineOption engine;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() {
    SegmentRequest request =
        new SegmentRequest(
            card.source(subject.network()),
            preparation.filled(ImageArguments.whole(subject.images())),
            new SegmentQuestion(
                methods,
                objects,
                reading.reduction(),
                reading.on(),
                chosen.settings(Method.Border.FAST)),
            preparation.size(),
            badImage.chosen());
    return new Segmenting(spec.commandLine(), engine, window.chosen()).run(request, out, json);
  }
}

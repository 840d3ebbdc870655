package org.pixelwhy.app.cli.option;

import java.util.List;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.QuestionSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is to be explained about images, and by which methods. */
public final class ExplanationOptions {
  @Option(
      names = {"--method", "--methods"},
      split = ",",
      paramLabel = "NAME",
      completionCandidates = CompletedNames.MethodsAndGroups.class,
      description = {
        "Methods; 'pixelwhy methods' lists them. 'quick' stands for those by gradients, 'all'",
        "for everything that needs no training."
      })
  private List<String> methods = List.of();

  @Option(
      names = "--target",
      paramLabel = "KIND[:ARGS]",
      completionCandidates = CompletedNames.Targets.class,
      defaultValue = "class",
      description =
          "What to explain (${DEFAULT-VALUE}); 'pixelwhy explain --help' lists the kinds.")
  private List<String> targets;

  @Mixin private ReadingOptions reading;

  @Mixin private MethodOptions chosen;

  @Option(
      names = "--border",
      paramLabel = "exact|fast",
      defaultValue = "fast",
      description = {
        "For methods where the map of several pixels is not the mean of their maps: 'exact'",
        "takes that mean, a backward pass for each pixel (${DEFAULT-VALUE})."
      })
  private Method.Border border;

  @Mixin private PreparationOptions preparation;

  @Mixin private TilesOption tiles;

  public ExplainRequest request(
      ModelSource model,
      List<ImageSource> images,
      List<String> scores,
      RunOptions run,
      OnBadImage onBadImage) {
    return new ExplainRequest(
        model,
        preparation.filled(images),
        new QuestionSpec(
            targets.stream().map(TargetCatalogue::parse).toList(),
            reading.reduction(),
            reading.on()),
        MethodNames.resolve(methods),
        scores,
        chosen.settings(border).withRun(run),
        tiles.sizing(preparation.size()),
        onBadImage);
  }
}

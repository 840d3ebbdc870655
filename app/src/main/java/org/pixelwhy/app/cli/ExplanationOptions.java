package org.pixelwhy.app.cli;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.study.ExplainRequest;
import org.pixelwhy.study.ModelSource;
import org.pixelwhy.study.QuestionSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is to be explained about images, and by which methods. */
final class ExplanationOptions {
  @Option(
      names = {"--method", "--methods"},
      required = true,
      split = ",",
      paramLabel = "NAME",
      description = "Methods; 'pixelwhy methods' lists them.")
  private List<String> methods;

  @Option(
      names = "--target",
      paramLabel = "KIND[:ARGS]",
      defaultValue = "class",
      description =
          "What to explain (${DEFAULT-VALUE}); 'pixelwhy explain --help' lists the kinds.")
  private String target;

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

  @Option(names = "--size", paramLabel = "WxH", description = "Size to which images are brought.")
  private String size;

  ExplainRequest request(
      ModelSource model, List<ImageSource> images, List<String> scores, RunOptions run) {
    return new ExplainRequest(
        model,
        images,
        new QuestionSpec(TargetCatalogue.parse(target), reading.reduction(), reading.on()),
        methods,
        scores,
        chosen.settings(border).withRun(run),
        Optional.ofNullable(size).map(text -> Numbers.size("--size", text)));
  }
}

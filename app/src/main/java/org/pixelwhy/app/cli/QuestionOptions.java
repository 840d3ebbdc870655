package org.pixelwhy.app.cli;

import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.study.QuestionSpec;
import org.pixelwhy.study.TargetSpec;
import org.pixelwhy.target.Reduction;
import picocli.CommandLine.Option;

/** What is to be explained. */
final class QuestionOptions {
  @Option(
      names = "--target",
      paramLabel = "KIND[:ARGS]",
      defaultValue = "class",
      description =
          "What to explain (${DEFAULT-VALUE}); 'pixelwhy explain --help' lists the kinds.")
  private String target;

  @Option(
      names = "--on",
      paramLabel = "logits|probabilities",
      defaultValue = "logits",
      description = "Which output to read (${DEFAULT-VALUE}).")
  private OutputSpace on;

  @Option(
      names = "--reduction",
      paramLabel = "mean|sum|gap",
      defaultValue = "mean",
      description = "How the target's pixels become one number (${DEFAULT-VALUE}).")
  private Reduction reduction;

  QuestionSpec spec() {
    return new QuestionSpec(TargetSpec.parse(target), reduction, on);
  }
}

package org.pixelwhy.app.cli.option;

import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.target.Reduction;
import picocli.CommandLine.Option;

/** How the target is read off the network's output. */
public final class ReadingOptions {
  @Option(
      names = "--on",
      paramLabel = "logits|probabilities|entropy",
      defaultValue = "logits",
      description = "Which output to read (${DEFAULT-VALUE}).")
  private OutputSpace on;

  @Option(
      names = "--reduction",
      paramLabel = "mean|sum|gap",
      defaultValue = "mean",
      description = "How the target's pixels become one number (${DEFAULT-VALUE}).")
  private Reduction reduction;

  public OutputSpace on() {
    return on;
  }

  public Reduction reduction() {
    return reduction;
  }
}

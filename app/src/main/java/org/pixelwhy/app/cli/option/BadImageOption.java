package org.pixelwhy.app.cli.option;

import org.pixelwhy.study.request.OnBadImage;
import picocli.CommandLine.Option;

/** What happens when one of several images cannot be used. */
public final class BadImageOption {
  @Option(
      names = "--on-bad-image",
      paramLabel = "skip|stop",
      defaultValue = "skip",
      description = {
        "What happens when an image cannot be used: 'skip' leaves it out and names it in the end,",
        "with exit code 3; 'stop' ends the work (${DEFAULT-VALUE})."
      })
  private OnBadImage chosen;

  public OnBadImage chosen() {
    return chosen;
  }
}

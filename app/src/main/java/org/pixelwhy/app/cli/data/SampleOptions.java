package org.pixelwhy.app.cli.data;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.data.SplitOptions;
import picocli.CommandLine.Option;

/** Which images of a data set are for what, and what happens with those that cannot be read. */
public final class SampleOptions {
  @Option(
      names = "--split",
      paramLabel = "FILE|SHARES",
      defaultValue = "0.8,0.1",
      description = {
        "Shares to train and to validate on, the rest tests; or a split.json",
        "(${DEFAULT-VALUE})."
      })
  private String split;

  @Option(
      names = "--learn-from",
      paramLabel = "N",
      description = "At most so many images to learn from, and an eighth of that to validate on.")
  private String most;

  @Option(
      names = "--on-bad-file",
      paramLabel = "stop|skip",
      defaultValue = "stop",
      description = "What happens when an image cannot be read (${DEFAULT-VALUE}).")
  private OnBadFile onBadFile;

  /** What happens when an image cannot be read. */
  private enum OnBadFile {
    STOP,
    SKIP
  }

  /** As users wrote the split. */
  public String text() {
    return split;
  }

  /** As users wrote how many images there are to learn from; null where they did not. */
  public String most() {
    return most;
  }

  /**
   * The split.
   *
   * @param former how many images there are to learn from, by that option's former name; may be
   *     null
   */
  public Split split(Dataset dataset, long seed, String former) {
    Split whole = whole(dataset, seed);
    if (most != null) {
      return whole.atMost((int) Numbers.whole("--learn-from", most, 1));
    }
    return former == null ? whole : whole.atMost((int) Numbers.whole("--images", former, 1));
  }

  private Split whole(Dataset dataset, long seed) {
    String[] shares = split.split(",");
    if (shares.length == 2) {
      return Split.of(
          dataset,
          new SplitOptions(
              Numbers.real("--split", shares[0]), Numbers.real("--split", shares[1]), seed));
    }
    return SplitFile.read(Path.of(split));
  }

  public BadFiles badFiles(Consumer<String> warnings) {
    return onBadFile == OnBadFile.STOP
        ? BadFiles.STOP
        : (entry, problem) -> warnings.accept("left out: " + problem.getMessage());
  }
}

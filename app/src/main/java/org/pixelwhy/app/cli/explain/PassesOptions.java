package org.pixelwhy.app.cli.explain;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.pixelwhy.app.cli.option.MemorySize;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.catalogue.RunOptions;
import picocli.CommandLine.Option;

/** How methods that run the network many times (RISE, occlusion, Hausdorff masks) do so. */
final class PassesOptions {
  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = {
        "What a batch of changed images may take, such as 512M or 2G (else a quarter of",
        "what is free); a network that needs more for one image is refused (else half",
        "of the machine's)."
      })
  private String memory;

  @Option(
      names = "--resume",
      description = "Go on where a stopped run with the same --out and request was.")
  private boolean resume;

  @Option(
      names = "--until-stable",
      paramLabel = "EPS",
      description = "Stop when the map's relative change is below EPS, such as 0.05.")
  private String untilStable;

  @Option(
      names = "--save-masks",
      paramLabel = "FILE",
      description = "Write the masks that RISE drew (.npy).")
  private Path saveMasks;

  @Option(
      names = "--masks",
      paramLabel = "FILE",
      description = "Masks [N,H,W] that RISE uses instead of drawing some (.npy).")
  private Path masks;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description = {
        "A mask image, such as the ground truth, that Hausdorff masks and scores of where",
        "maps lie compare with instead of the prediction."
      })
  private Path reference;

  /**
   * The options as given.
   *
   * @param folder where progress is kept
   */
  RunOptions run(Path folder) {
    return new RunOptions(
        memory == null ? OptionalLong.empty() : OptionalLong.of(MemorySize.bytes(memory)),
        Optional.of(folder),
        resume,
        Optional.ofNullable(saveMasks),
        Optional.ofNullable(masks),
        untilStable == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(Numbers.real("--until-stable", untilStable)),
        Optional.ofNullable(reference));
  }

  boolean resume() {
    return resume;
  }
}

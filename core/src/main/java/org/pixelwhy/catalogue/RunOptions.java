package org.pixelwhy.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.pixelwhy.attribution.perturbation.PerturbationRun;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How methods that run the network many times do so.
 *
 * @param memory bytes that one batch may take; a quarter of what is free where nothing is said
 * @param progress folder in which the progress of each method on each image is kept until the end
 * @param resume whether to go on from the progress that an earlier run left there
 * @param saveMasks where the masks that RISE drew are written
 * @param masks masks that RISE is to use instead of drawing some
 * @param untilStable the relative change of a map below which no more passes are made
 * @param reference a mask image that Hausdorff Distance Masks compare with, such as the ground
 *     truth; scores that look at a mask take it too
 * @param truth the ground truth that only scores look at, before the reference
 */
public record RunOptions(
    OptionalLong memory,
    Optional<Path> progress,
    boolean resume,
    Optional<Path> saveMasks,
    Optional<Path> masks,
    OptionalDouble untilStable,
    Optional<Path> reference,
    Optional<GivenMask> truth) {
  /** Nothing kept, nothing reused, all passes made. */
  public static final RunOptions PLAIN =
      new RunOptions(
          OptionalLong.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          Optional.empty());

  /** Without a ground truth for scores alone. */
  public RunOptions(
      OptionalLong memory,
      Optional<Path> progress,
      boolean resume,
      Optional<Path> saveMasks,
      Optional<Path> masks,
      OptionalDouble untilStable,
      Optional<Path> reference) {
    this(memory, progress, resume, saveMasks, masks, untilStable, reference, Optional.empty());
  }

  private static final long LEAST_MEMORY = 1 << 20;

  /** How the files end in which methods keep how far they are. */
  public static final String PROGRESS = ".progress";

  public RunOptions {
    if (memory.isPresent() && memory.getAsLong() < LEAST_MEMORY) {
      throw new InputException(
          Text.format("illegal memory: %d bytes, must be at least 1M", memory.getAsLong()));
    }
    if (resume && progress.isEmpty()) {
      throw new InputException("only a run with a folder for its progress can be resumed");
    }
  }

  public RunOptions withProgress(Path folder) {
    return new RunOptions(
        memory, Optional.of(folder), resume, saveMasks, masks, untilStable, reference, truth);
  }

  /** With progress kept in a folder, and perhaps taken up from there. */
  public RunOptions keeping(Path folder, boolean goOn) {
    return new RunOptions(
        memory, Optional.of(folder), goOn, saveMasks, masks, untilStable, reference, truth);
  }

  /** With a ground truth that scores look at. */
  public RunOptions withTruth(GivenMask mask) {
    return new RunOptions(
        memory, progress, resume, saveMasks, masks, untilStable, reference, Optional.of(mask));
  }

  /** For running a method anew on other images: nothing is kept or taken up. */
  public RunOptions anew() {
    return new RunOptions(
        memory, Optional.empty(), false, Optional.empty(), masks, untilStable, reference, truth);
  }

  /** What concerns one method, asked about one target of one image. */
  PerturbationRun passes(Configurable method, int image, int target) {
    PerturbationRun run =
        new PerturbationRun(Optional.empty(), false, saveMasks, masks, untilStable);
    String further = target == 0 ? "" : Text.format("-%d", target + 1);
    String name = Text.format(".%s-%d%s%s", method.id(), image + 1, further, PROGRESS);
    return progress.map(folder -> run.withProgress(folder.resolve(name), resume)).orElse(run);
  }

  /**
   * Refuses what would be ignored or overwritten.
   *
   * @param asked identifiers of methods and scores
   * @throws InputException if an option serves none of them, or one file several images or targets
   */
  public void require(List<String> asked, int images, int targets) {
    requireUse("masks to use", masks, asked, List.of("rise"));
    requireUse("a file for masks", saveMasks, asked, List.of("rise"));
    List<String> readers = new ArrayList<>(List.of("hausdorff-masks"));
    LocalisationScores.ALL.forEach(score -> readers.add(score.id()));
    requireUse("a reference mask", reference, asked, readers);
    if (images > 1 && saveMasks.isPresent()) {
      throw new InputException("masks of several images do not fit one file; explain one image");
    }
    if (targets > 1 && saveMasks.isPresent()) {
      throw new InputException("masks of several targets do not fit one file; ask about one");
    }
    if (images > 1 && reference.isPresent()) {
      throw new InputException("one reference mask does not suit several images; explain one");
    }
  }

  private static void requireUse(
      String what, Optional<Path> file, List<String> asked, List<String> users) {
    if (file.isPresent() && asked.stream().noneMatch(users::contains)) {
      throw new InputException(
          users.size() == 1
              ? Text.format(
                  "%s: %s serves method '%s' only, which is not asked for",
                  file.get(), what, users.get(0))
              : Text.format(
                  "%s: %s serves %s only; none of them is asked for",
                  file.get(), what, String.join(", ", users)));
    }
  }
}

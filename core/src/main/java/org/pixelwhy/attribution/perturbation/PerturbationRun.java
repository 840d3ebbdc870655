package org.pixelwhy.attribution.perturbation;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How the many forward passes of one method on one image are made; but for {@code masks} and {@code
 * untilStable}, none of it changes the result.
 *
 * @param progress where what is measured is kept until the end, so that a run that was stopped can
 *     go on
 * @param resume whether to go on from what that file holds
 * @param saveMasks where the masks that were drawn are written, {@code .npy}; RISE only
 * @param masks a file {@code [N,H,W]} of masks to use instead of drawing some; RISE only
 * @param untilStable the relative change of the map below which no more passes are made
 */
public record PerturbationRun(
    Optional<Path> progress,
    boolean resume,
    Optional<Path> saveMasks,
    Optional<Path> masks,
    OptionalDouble untilStable) {
  /** Nothing kept, nothing reused, all passes made. */
  public static final PerturbationRun PLAIN =
      new PerturbationRun(
          Optional.empty(), false, Optional.empty(), Optional.empty(), OptionalDouble.empty());

  public PerturbationRun {
    if (untilStable.isPresent()
        && !(untilStable.getAsDouble() > 0 && untilStable.getAsDouble() < 1)) {
      throw new InputException(
          Text.format(
              "illegal change until which to go on: %s, must be between 0 and 1",
              untilStable.getAsDouble()));
    }
  }

  public PerturbationRun withProgress(Path file, boolean goOn) {
    return new PerturbationRun(Optional.of(file), goOn, saveMasks, masks, untilStable);
  }

  public PerturbationRun withSaveMasks(Path file) {
    return new PerturbationRun(progress, resume, Optional.of(file), masks, untilStable);
  }

  public PerturbationRun withMasks(Path file) {
    return new PerturbationRun(progress, resume, saveMasks, Optional.of(file), untilStable);
  }

  public PerturbationRun withUntilStable(double change) {
    return new PerturbationRun(progress, resume, saveMasks, masks, OptionalDouble.of(change));
  }
}

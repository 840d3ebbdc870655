package org.pixelwhy.attribution.perturbation;

import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;

/**
 * How {@link Rise} samples and scores.
 *
 * @param masks N, how many masks are drawn
 * @param cells s, cells of the coarse grid along each axis
 * @param keep p, the probability that a cell is kept; what given masks were drawn with
 * @param seed of the random numbers
 * @param score the output that is read
 * @param merge how the maps of the target's pixels become one
 * @param given masks to be used instead of random ones, {@code [N,H,W]}
 */
public record RiseOptions(
    int masks,
    int cells,
    double keep,
    long seed,
    OutputSpace score,
    Merge merge,
    Optional<Tensor> given) {
  private static final int MOST_CELLS = 256;

  /** How the maps of the target's pixels become one. */
  public enum Merge {
    /** Their mean, or their sum where the question asks for a sum; needs no map per pixel. */
    MEAN,
    /** The greatest value at each position. */
    MAX
  }

  public RiseOptions {
    if (masks < 1) {
      throw new InputException("illegal number of masks: " + masks + ", must be at least 1");
    }
    if (cells < 1 || cells > MOST_CELLS) {
      throw new InputException(
          "illegal number of cells: %d, must be between 1 and %d".formatted(cells, MOST_CELLS));
    }
    if (!(keep > 0 && keep <= 1)) {
      throw new InputException(
          "illegal probability to keep a cell: %s, must be above 0 and at most 1".formatted(keep));
    }
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(merge, "merge");
    Objects.requireNonNull(given, "given");
  }

  /** 3,000 masks of 8 x 8 cells, one cell in ten kept; mean of the probabilities. */
  public static RiseOptions defaults() {
    return new RiseOptions(
        3000, 8, 0.1, 0, OutputSpace.PROBABILITIES, Merge.MEAN, Optional.empty());
  }

  public RiseOptions withMasks(int newMasks) {
    return new RiseOptions(newMasks, cells, keep, seed, score, merge, given);
  }

  public RiseOptions withCells(int newCells, double newKeep) {
    return new RiseOptions(masks, newCells, newKeep, seed, score, merge, given);
  }

  public RiseOptions withSeed(long newSeed) {
    return new RiseOptions(masks, cells, keep, newSeed, score, merge, given);
  }

  public RiseOptions withScore(OutputSpace newScore) {
    return new RiseOptions(masks, cells, keep, seed, newScore, merge, given);
  }

  public RiseOptions withMerge(Merge newMerge) {
    return new RiseOptions(masks, cells, keep, seed, score, newMerge, given);
  }

  /** Masks of one's own, and the probability with which they keep a pixel. */
  public RiseOptions withGiven(Tensor newGiven, double newKeep) {
    int count = (int) newGiven.shape().dim(0);
    return new RiseOptions(count, cells, newKeep, seed, score, merge, Optional.of(newGiven));
  }

  /** The masks for an image of these extents. */
  Masks draw(int[] extents) {
    return given.isPresent()
        ? new GivenMasks(given.get(), extents)
        : new RandomMasks(this, extents);
  }
}

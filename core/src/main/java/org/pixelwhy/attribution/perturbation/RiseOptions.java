package org.pixelwhy.attribution.perturbation;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * How {@link Rise} samples and scores.
 *
 * @param masks N, how many masks are drawn
 * @param cells s, cells of the coarse grid along each axis
 * @param keep p, the probability that a cell is kept; what given masks were drawn with
 * @param seed of the random numbers
 * @param sampling how masks depend on each other
 * @param score what masks are judged by
 * @param merge how the maps of the target's pixels become one
 * @param given masks to be used instead of random ones, {@code [N,H,W]}
 */
public record RiseOptions(
    int masks,
    int cells,
    double keep,
    long seed,
    Sampling sampling,
    Score score,
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

  /** What masks are judged by. */
  public enum Score {
    /** The probabilities of the target's pixels. */
    PROBABILITY,
    /** Their logits. */
    LOGIT,
    /**
     * How much of the class's predicted mask is left: its Dice coefficient with itself unmasked.
     */
    DICE,
    /** The same by intersection over union. */
    IOU;

    /** The score that reads an output. */
    public static Score of(OutputSpace space) {
      return space == OutputSpace.LOGITS ? LOGIT : PROBABILITY;
    }

    /** Whether each of the target's pixels has a score of its own. */
    boolean ofPixels() {
      return this == PROBABILITY || this == LOGIT;
    }

    /** The output that is read. */
    OutputSpace output() {
      return this == LOGIT ? OutputSpace.LOGITS : OutputSpace.PROBABILITIES;
    }
  }

  /**
   * How masks depend on each other. Each cell of each mask is kept with the same probability in any
   * case, so the map that is estimated is the same; only its error differs.
   */
  public enum Sampling {
    /** Not at all. */
    RANDOM(1) {
      @Override
      DoubleSupplier numbers(long seed, int index) {
        return new SplitMix(seed, index)::nextDouble;
      }
    },
    /** In pairs: where one mask's random number is u, the other's is 1 - u. */
    ANTITHETIC(2) {
      @Override
      DoubleSupplier numbers(long seed, int index) {
        SplitMix random = new SplitMix(seed, index / 2);
        return index % 2 == 0 ? random::nextDouble : () -> Math.nextDown(1.0) - random.nextDouble();
      }
    },
    /** In groups, within which every cell's numbers are spread evenly. */
    LOW_DISCREPANCY(SpreadNumbers.GROUP) {
      @Override
      DoubleSupplier numbers(long seed, int index) {
        return new SpreadNumbers(seed, index)::next;
      }
    };

    private final int group;

    Sampling(int group) {
      this.group = group;
    }

    /** So many masks in a row depend on each other, and on no others. */
    int group() {
      return group;
    }

    /** The numbers of one mask, uniform in [0, 1), one after the other. */
    abstract DoubleSupplier numbers(long seed, int index);
  }

  public RiseOptions {
    if (masks < 1) {
      throw new InputException("illegal number of masks: " + masks + ", must be at least 1");
    }
    if (cells < 1 || cells > MOST_CELLS) {
      throw new InputException(
          Text.format("illegal number of cells: %d, must be between 1 and %d", cells, MOST_CELLS));
    }
    if (!(keep > 0 && keep <= 1)) {
      throw new InputException(
          Text.format(
              "illegal probability to keep a cell: %s, must be above 0 and at most 1", keep));
    }
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(merge, "merge");
    Objects.requireNonNull(given, "given");
    if (merge == Merge.MAX && !score.ofPixels()) {
      throw new InputException(
          "merge 'max' needs a score for each pixel: probability or logit, not "
              + score.name().toLowerCase(Locale.ROOT));
    }
  }

  /** 3,000 masks of 8 x 8 cells, one cell in ten kept; mean of the probabilities. */
  public static RiseOptions defaults() {
    return new RiseOptions(
        3000, 8, 0.1, 0, Sampling.RANDOM, Score.PROBABILITY, Merge.MEAN, Optional.empty());
  }

  public RiseOptions withMasks(int newMasks) {
    return new RiseOptions(newMasks, cells, keep, seed, sampling, score, merge, given);
  }

  public RiseOptions withCells(int newCells, double newKeep) {
    return new RiseOptions(masks, newCells, newKeep, seed, sampling, score, merge, given);
  }

  public RiseOptions withSeed(long newSeed) {
    return new RiseOptions(masks, cells, keep, newSeed, sampling, score, merge, given);
  }

  public RiseOptions withSampling(Sampling newSampling) {
    return new RiseOptions(masks, cells, keep, seed, newSampling, score, merge, given);
  }

  public RiseOptions withScore(Score newScore) {
    return new RiseOptions(masks, cells, keep, seed, sampling, newScore, merge, given);
  }

  public RiseOptions withMerge(Merge newMerge) {
    return new RiseOptions(masks, cells, keep, seed, sampling, score, newMerge, given);
  }

  /** Masks of one's own, and the probability with which they keep a pixel. */
  public RiseOptions withGiven(Tensor newGiven, double newKeep) {
    int count = (int) newGiven.shape().dim(0);
    return new RiseOptions(
        count, cells, newKeep, seed, sampling, score, merge, Optional.of(newGiven));
  }

  /** All that decides what is measured, but for given masks themselves. */
  String measured() {
    return Text.format(
        "%d masks of %d cells, %s kept, %s, seed %d; %s, %s",
        masks, cells, keep, sampling, seed, score, merge);
  }

  /** The masks for an image of these extents. */
  Masks draw(int[] extents) {
    return given.isPresent()
        ? new GivenMasks(given.get(), extents)
        : new RandomMasks(this, extents);
  }
}

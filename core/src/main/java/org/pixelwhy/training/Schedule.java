package org.pixelwhy.training;

import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** How the learning rate changes during training, as a factor of the one that is stated. */
public sealed interface Schedule {
  /**
   * The factor at a moment.
   *
   * @param progress share of all steps that is done, from 0 to below 1
   * @param scores validation scores of the epochs so far, the greater the better
   */
  double factor(double progress, List<Double> scores);

  /** Always 1. */
  record Constant() implements Schedule {
    @Override
    public double factor(double progress, List<Double> scores) {
      return 1;
    }
  }

  /**
   * Multiplied by a factor every so many epochs.
   *
   * @param epochs at least 1
   * @param decay above 0, at most 1
   */
  record Steps(int epochs, double decay) implements Schedule {
    public Steps {
      require("epochs between steps of the learning rate", epochs);
      requireDecay(decay);
    }

    @Override
    public double factor(double progress, List<Double> scores) {
      return Math.pow(decay, scores.size() / epochs);
    }
  }

  /**
   * Half a cosine, from 1 at the start to 0 at the end.
   *
   * <p>Loshchilov, Hutter: SGDR, ICLR 2017, without restarts.
   */
  record Cosine() implements Schedule {
    @Override
    public double factor(double progress, List<Double> scores) {
      return 0.5 * (1 + Math.cos(Math.PI * progress));
    }
  }

  /**
   * Multiplied by a factor whenever the score has not risen for more than so many epochs.
   *
   * @param patience epochs, at least 1
   * @param decay above 0, at most 1
   */
  record Plateau(int patience, double decay) implements Schedule {
    public Plateau {
      require("epochs of patience", patience);
      requireDecay(decay);
    }

    @Override
    public double factor(double progress, List<Double> scores) {
      double factor = 1;
      double best = Double.NEGATIVE_INFINITY;
      int waited = 0;
      for (double score : scores) {
        if (score > best) {
          best = score;
          waited = 0;
        } else if (++waited > patience) {
          factor *= decay;
          waited = 0;
        }
      }
      return factor;
    }
  }

  private static void require(String what, int value) {
    if (value < 1) {
      throw new InputException(
          Text.format("illegal number of %s: %d, must be at least 1", what, value));
    }
  }

  private static void requireDecay(double decay) {
    if (!(decay > 0 && decay <= 1)) {
      throw new InputException(
          Text.format(
              "illegal factor of the learning rate: %s, must be above 0 and at most 1", decay));
    }
  }
}

package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Probabilities and ranges of augmentations. */
final class Chance {
  private Chance() {}

  static void require(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new InputException(
          Text.format("illegal probability: %s, must be between 0 and 1", probability));
    }
  }

  /** Requires {@code least <= low <= high <= most}. */
  static void requireRange(String what, double low, double high, double least, double most) {
    if (!(low >= least && low <= high && high <= most)) {
      throw new InputException(
          Text.format(
              "illegal %s: from %s to %s, must lie between %s and %s",
              what, low, high, least, most));
    }
  }

  static boolean drawn(double probability, Random random) {
    return random.nextDouble() < probability;
  }

  static double between(double low, double high, Random random) {
    return low + (high - low) * random.nextDouble();
  }

  /** Between two factors so that each is as likely as its inverse. */
  static double factor(double low, double high, Random random) {
    return Math.exp(between(Math.log(low), Math.log(high), random));
  }
}

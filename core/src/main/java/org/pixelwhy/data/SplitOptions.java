package org.pixelwhy.data;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How a data set is split.
 *
 * @param train share to train on, more than 0
 * @param validation share to validate on, from 0; the rest is the test part
 * @param seed of the drawing
 */
public record SplitOptions(double train, double validation, long seed) {
  /** Sums of shares such as 0.8 + 0.1 + 0.1 are not exactly 1. */
  private static final double ROUNDING = 1e-9;

  public SplitOptions {
    if (!(train > 0) || !(validation >= 0) || train + validation > 1 + ROUNDING) {
      throw new InputException(
          Text.format(
              "illegal shares: %s to train, %s to validate; they must be positive and at most 1 together",
              train, validation));
    }
  }

  /** 80 % to train, 10 % to validate, 10 % to test. */
  public static SplitOptions usual(long seed) {
    return new SplitOptions(0.8, 0.1, seed);
  }

  boolean validates() {
    return validation > 0;
  }

  boolean tests() {
    return train + validation < 1 - ROUNDING;
  }
}

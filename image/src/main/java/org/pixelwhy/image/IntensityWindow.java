package org.pixelwhy.image;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A range of values that is brought to 0 to 1: {@code (x - low) / (high - low)}, limited to 0 to 1.
 *
 * @param low becomes 0, as all below
 * @param high becomes 1, as all above
 */
public record IntensityWindow(double low, double high) {
  private static final int PERCENT = 100;

  public IntensityWindow {
    if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
      throw new InputException(
          Text.format("illegal window: from %s to %s, must rise and be finite", low, high));
    }
  }

  /**
   * From the first to the last percent of the values: of n sorted ones that at place n / 100 from
   * either end, from 0; one wide where both are equal.
   *
   * @param values finite numbers, at least one
   */
  public static IntensityWindow ofMost(float[] values) {
    int outside = values.length / PERCENT;
    double low = OrderStatistic.of(values, outside);
    double high = OrderStatistic.of(values, values.length - 1 - outside);
    return new IntensityWindow(low, high > low ? high : Math.max(low + 1, Math.nextUp(low)));
  }

  /**
   * The window of a centre and a width, as radiologists name it: DICOM's and CT's way.
   *
   * @throws InputException unless the width is above 0 and both are finite
   */
  public static IntensityWindow around(double centre, double width) {
    return new IntensityWindow(centre - width / 2, centre + width / 2);
  }

  /** The middle of the window. */
  public double centre() {
    return (low + high) / 2;
  }

  /** From 0 to 1. */
  public float apply(float value) {
    return (float) Math.max(0, Math.min(1, (value - low) / width()));
  }

  public double width() {
    return high - low;
  }
}

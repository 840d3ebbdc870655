package org.pixelwhy.dream;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The values that an image may have, in its own unit: grey values, Hounsfield units.
 *
 * @param low the least
 * @param high the greatest, above the least
 */
public record ValueRange(double low, double high) {
  public ValueRange {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new InputException(
          Text.format(
              "illegal range of values %s to %s; the first must be below the second",
              Text.number(low), Text.number(high)));
    }
  }

  /** From the least to the greatest value. */
  public double width() {
    return high - low;
  }

  /** The nearest value that an image may have. */
  public float clip(float value) {
    return (float) Math.max(low, Math.min(high, value));
  }

  @Override
  public String toString() {
    return Text.number(low) + " to " + Text.number(high);
  }
}

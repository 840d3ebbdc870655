package org.pixelwhy.image;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One number per pixel: a heat map, a channel, a layer's map. Rows from top to bottom.
 *
 * <p>The array is not copied and must not be changed.
 *
 * @param height number of rows
 * @param width number of columns
 * @param values {@code [height, width]} in C order
 */
public record Grid(int height, int width, float[] values) {
  public Grid {
    if (height < 1 || width < 1 || values.length != (long) height * width) {
      throw new InputException(
          Text.format(
              "a grid of %d rows and %d columns cannot hold %d values",
              height, width, values.length));
    }
  }

  public float at(int row, int column) {
    return values[row * width + column];
  }

  /** The least value; NaN where one is NaN. */
  public float min() {
    float min = values[0];
    for (float value : values) {
      min = Math.min(min, value);
    }
    return min;
  }

  /** The greatest value; NaN where one is NaN. */
  public float max() {
    float max = values[0];
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** The greatest magnitude; NaN where one value is NaN. */
  public float maxAbs() {
    return Math.max(Math.abs(min()), Math.abs(max()));
  }
}

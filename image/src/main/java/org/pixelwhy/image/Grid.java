package org.pixelwhy.image;

import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One number per pixel: a heat map, a channel, a layer's map. A {@link Field} of one channel over
 * rows, from top to bottom, and columns; a map of an image lies where the image does.
 *
 * @param field of two axes and one channel
 */
public record Grid(Field field) {
  public Grid {
    if (field.axes().rank() != 2 || field.channels() != 1) {
      throw new InputException(
          Text.format(
              "a grid has one number for each row and column, found %d channels of %s",
              field.channels(), field.axes()));
    }
  }

  /** Numbers at pixels that lie somewhere. */
  public Grid(Axes axes, float[] values) {
    this(new Field(axes, 1, values, 1, List.of()));
  }

  /** Numbers at pixels of which no more is known. */
  public Grid(int height, int width, float[] values) {
    this(Axes.of(height, width), values);
  }

  /** Where the pixels lie. */
  public Axes axes() {
    return field.axes();
  }

  /** The number of rows. */
  public int height() {
    return field.axes().extent(0);
  }

  /** The number of columns. */
  public int width() {
    return field.axes().extent(1);
  }

  /** {@code [height, width]} in C order; not a copy, must not be changed. */
  public float[] values() {
    return field.values();
  }

  public float at(int row, int column) {
    return values()[row * width() + column];
  }

  /** The least value; NaN where one is NaN. */
  public float min() {
    float min = values()[0];
    for (float value : values()) {
      min = Math.min(min, value);
    }
    return min;
  }

  /** The greatest value; NaN where one is NaN. */
  public float max() {
    float max = values()[0];
    for (float value : values()) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** The greatest magnitude; NaN where one value is NaN. */
  public float maxAbs() {
    return Math.max(Math.abs(min()), Math.abs(max()));
  }
}

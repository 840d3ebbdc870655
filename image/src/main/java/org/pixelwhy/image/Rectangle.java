package org.pixelwhy.image;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A rectangle with sides along rows and columns; pixel (row, column) covers x from column to column
 * + 1 and y from row to row + 1.
 *
 * @param left least x
 * @param top least y
 * @param width extent in x, more than 0
 * @param height extent in y, more than 0
 */
public record Rectangle(double left, double top, double width, double height) {
  public Rectangle {
    requireExtent("rectangle", left, top, width, height);
  }

  static void requireExtent(String what, double... bounds) {
    for (double bound : bounds) {
      if (!Double.isFinite(bound)) {
        throw new InputException(Text.format("a %s needs finite bounds, found %s", what, bound));
      }
    }
    if (bounds[2] <= 0 || bounds[3] <= 0) {
      throw new InputException(
          Text.format(
              "a %s needs a positive width and height, found %s x %s",
              what, Text.number(bounds[2]), Text.number(bounds[3])));
    }
  }

  /** The pixels of a picture whose centres lie inside, or on the left or top side. */
  public Mask mask(int rows, int columns) {
    return Mask.of(
        new int[] {rows, columns},
        i -> {
          double x = i % columns + 0.5;
          double y = i / columns + 0.5;
          return x >= left && x < left + width && y >= top && y < top + height;
        });
  }
}

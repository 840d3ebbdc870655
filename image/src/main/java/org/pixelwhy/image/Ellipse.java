package org.pixelwhy.image;

/**
 * An ellipse with axes along rows and columns, given by the rectangle around it.
 *
 * @param left least x
 * @param top least y
 * @param width extent in x, more than 0
 * @param height extent in y, more than 0
 */
public record Ellipse(double left, double top, double width, double height) {
  public Ellipse {
    Rectangle.requireExtent("ellipse", left, top, width, height);
  }

  /** The pixels of a picture whose centres lie inside or on the ellipse. */
  public Mask mask(int rows, int columns) {
    return Mask.of(
        new int[] {rows, columns},
        i -> {
          double x = (i % columns + 0.5 - left) / width * 2 - 1;
          double y = (i / columns + 0.5 - top) / height * 2 - 1;
          return x * x + y * y <= 1;
        });
  }
}

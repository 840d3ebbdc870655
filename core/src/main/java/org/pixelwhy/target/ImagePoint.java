package org.pixelwhy.target;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A point of the original image, x to the right, y down; pixel (row, column) covers x from column
 * to column + 1 and y from row to row + 1.
 */
public record ImagePoint(double x, double y) {
  /**
   * The pixel of the network's output, numbered in C order, in which the image's pixel at this
   * point has its centre.
   *
   * @param extents rows and columns of the output
   * @throws InputException if the point is outside the image, or the output is no picture
   */
  public int outputIndex(Geometry geometry, int[] extents) {
    double row = Math.floor(y);
    double column = Math.floor(x);
    if (!(row >= 0 && row < geometry.imageHeight())
        || !(column >= 0 && column < geometry.imageWidth())) {
      throw new InputException(
          Text.format(
              "pixel %s is outside the image of %d x %d pixels",
              this, geometry.imageWidth(), geometry.imageHeight()));
    }
    return geometry.outputIndex((int) row, (int) column, planar(extents));
  }

  static int[] planar(int[] extents) {
    if (extents.length != 2) {
      throw new InputException(
          Text.format(
              "targets with a place are for two-dimensional networks; this one's output has extents"
                  + " %s",
              Arrays.toString(extents)));
    }
    return extents;
  }

  /** Coordinates as people write them, {@code 10,20.5}. */
  static String written(double... coordinates) {
    return Arrays.stream(coordinates).mapToObj(Text::number).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return Text.format("x=%s y=%s", Text.number(x), Text.number(y));
  }
}

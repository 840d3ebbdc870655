package org.pixelwhy.spark.result;

import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;

/**
 * Which part of a map lies outside the segment and its surroundings: sum of |m| over the pixels of
 * which no segment's pixel is within r rows and r columns, divided by the sum of |m| over all
 * pixels; from 0 to 1. Values that are not finite are left out.
 */
public final class OutsideShare {
  /** The surroundings' width r, of the image's longer side. */
  static final double SURROUNDINGS = 0.05;

  private OutsideShare() {}

  /**
   * The share.
   *
   * @param map [H,W]
   * @param segment of the same extents
   * @return NaN where the map is blank
   */
  public static double of(Grid map, Mask segment) {
    int radius = (int) Math.max(1, Math.round(SURROUNDINGS * Math.max(map.height(), map.width())));
    return of(map, segment, radius);
  }

  static double of(Grid map, Mask segment, int radius) {
    int height = map.height();
    int width = map.width();
    int[][] counts = counts(segment);
    double outside = 0;
    double all = 0;
    for (int row = 0; row < height; row++) {
      int[] above = counts[Math.max(0, row - radius)];
      int[] below = counts[Math.min(height, row + radius + 1)];
      for (int column = 0; column < width; column++) {
        double magnitude = Math.abs(map.at(row, column));
        if (Double.isFinite(magnitude)) {
          int left = Math.max(0, column - radius);
          int right = Math.min(width, column + radius + 1);
          boolean near = below[right] - below[left] - above[right] + above[left] > 0;
          outside += near ? 0 : magnitude;
          all += magnitude;
        }
      }
    }
    return outside / all;
  }

  /** How many of the segment's pixels lie above and to the left of each corner of pixels. */
  private static int[][] counts(Mask segment) {
    int[][] counts = new int[segment.height() + 1][segment.width() + 1];
    for (int row = 0; row < segment.height(); row++) {
      int inRow = 0;
      for (int column = 0; column < segment.width(); column++) {
        inRow += segment.get(row, column) ? 1 : 0;
        counts[row + 1][column + 1] = counts[row][column + 1] + inRow;
      }
    }
    return counts;
  }
}

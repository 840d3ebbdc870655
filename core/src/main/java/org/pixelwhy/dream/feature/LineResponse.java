package org.pixelwhy.dream.feature;

import org.pixelwhy.image.Field;
import org.pixelwhy.radiomics.feature.Value;

/**
 * How strongly a picture shows a line of one direction: the greatest response of the convolution
 * with a segment of it. Of the whole picture, whatever the mask.
 *
 * <p>The kernel is 1/n on the n pixels of the segment less 1/n² on the n x n pixels about it, so
 * that a bright area is no line. Beyond the edge, values are carried on.
 */
public final class LineResponse {
  /** Pixels of the segment where nothing is said. */
  public static final int LENGTH = 9;

  /** Directions whose segment lies on a diagonal, counter-clockwise from the right. */
  public enum Diagonal {
    /** From the lower left to the upper right. */
    D45(45),
    /** From the upper left to the lower right. */
    D135(135);

    private final int degrees;

    Diagonal(int degrees) {
      this.degrees = degrees;
    }
  }

  private LineResponse() {}

  /** The feature, {@code line-135} or {@code line-45}. */
  public static Measuring of(Diagonal diagonal, int length) {
    PictureFeature feature =
        new PictureFeature(
            "line-" + diagonal.degrees,
            "Response to lines of " + diagonal.degrees + " degrees",
            "intensity");
    return Measuring.of(feature, (picture, mask) -> greatest(picture, diagonal, length));
  }

  private static Value greatest(Field picture, Diagonal diagonal, int length) {
    int height = picture.axes().extent(0);
    int width = picture.axes().extent(1);
    double greatest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        greatest =
            Math.max(greatest, response(picture, row, column, new Segment(diagonal, length)));
      }
    }
    return Value.of(greatest);
  }

  private record Segment(Diagonal diagonal, int length) {}

  private static double response(Field picture, int row, int column, Segment segment) {
    int length = segment.length();
    double line = 0;
    double all = 0;
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < length; j++) {
        double value = at(picture, row + i - length / 2, column + j - length / 2);
        all += value;
        boolean on = segment.diagonal() == Diagonal.D135 ? i == j : i + j == length - 1;
        line += on ? value : 0;
      }
    }
    return line / length - all / (length * length);
  }

  private static double at(Field picture, int row, int column) {
    int height = picture.axes().extent(0);
    int width = picture.axes().extent(1);
    int y = Math.max(0, Math.min(height - 1, row));
    int x = Math.max(0, Math.min(width - 1, column));
    return picture.values()[y * width + x];
  }
}

package org.pixelwhy.render;

import org.pixelwhy.image.Grid;

/**
 * Change of a map's size with a triangle filter: bilinear when enlarging; when shrinking the filter
 * widens by the ratio of the sizes, so that no pixel is skipped.
 *
 * <p>Output pixel i is centred at {@code (i + 0.5) * in / out - 0.5} of the input (half-pixel
 * centres); beyond the edge the filter is cut off and normalised again. The same size gives the
 * same values.
 */
final class Resampling {
  private final int height;
  private final int width;
  private final Axis rows;
  private final Axis columns;

  Resampling(int height, int width, int newHeight, int newWidth) {
    this.height = height;
    this.width = width;
    this.rows = Axis.of(height, newHeight);
    this.columns = Axis.of(width, newWidth);
  }

  static Grid resize(Grid grid, int height, int width) {
    if (grid.height() == height && grid.width() == width) {
      return grid;
    }
    Picture.allocate(height, width);
    Resampling resampling = new Resampling(grid.height(), grid.width(), height, width);
    return new Grid(height, width, resampling.apply(grid.values()));
  }

  /** {@code [height, width]} to {@code [newHeight, newWidth]}. */
  float[] apply(float[] values) {
    int newWidth = columns.first.length;
    float[] wide = new float[height * newWidth];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < newWidth; column++) {
        wide[row * newWidth + column] = columns.sum(values, row * width, 1, column);
      }
    }
    int newHeight = rows.first.length;
    float[] result = new float[newHeight * newWidth];
    for (int row = 0; row < newHeight; row++) {
      for (int column = 0; column < newWidth; column++) {
        result[row * newWidth + column] = rows.sum(wide, column, newWidth, row);
      }
    }
    return result;
  }

  /** For each output position the first input position that counts, and the weights from there. */
  private record Axis(int[] first, float[][] weights) {
    static Axis of(int in, int out) {
      int[] first = new int[out];
      float[][] weights = new float[out][];
      double ratio = (double) in / out;
      double reach = Math.max(1, ratio);
      for (int i = 0; i < out; i++) {
        double centre = (i + 0.5) * ratio - 0.5;
        int from = Math.max(0, (int) Math.floor(centre - reach) + 1);
        int to = Math.min(in - 1, (int) Math.ceil(centre + reach) - 1);
        first[i] = from;
        weights[i] = triangle(centre, reach, from, to);
      }
      return new Axis(first, weights);
    }

    private static float[] triangle(double centre, double reach, int from, int to) {
      double[] heights = new double[to - from + 1];
      double sum = 0;
      for (int k = 0; k < heights.length; k++) {
        heights[k] = 1 - Math.abs(from + k - centre) / reach;
        sum += heights[k];
      }
      float[] weights = new float[heights.length];
      for (int k = 0; k < heights.length; k++) {
        weights[k] = (float) (heights[k] / sum);
      }
      return weights;
    }

    float sum(float[] values, int offset, int stride, int position) {
      double sum = 0;
      float[] weight = weights[position];
      for (int k = 0; k < weight.length; k++) {
        if (weight[k] != 0) {
          sum += weight[k] * values[offset + (first[position] + k) * stride];
        }
      }
      return (float) sum;
    }
  }
}

package org.pixelwhy.model.run;

import org.pixelwhy.tensor.Tensor;

/**
 * What a network says of tiles, put together: at each position the weighted mean of what it says in
 * the tiles that hold it. The mean is taken step by step, {@code m += w / W (x - m)} with W the sum
 * of the weights so far, so that tiles which agree give just what they agree on.
 */
final class TileBlend {
  private final int channels;
  private final int height;
  private final int width;
  private final float[] values;
  private final float[] sums;

  /** For an output {@code [1,channels,height,width]}. */
  TileBlend(int channels, int height, int width) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = new float[Math.multiplyExact(channels, Math.multiplyExact(height, width))];
    this.sums = new float[height * width];
  }

  /**
   * Adds a tile.
   *
   * @param tile {@code [1,K,h,w]}
   * @param top its first row in the whole
   * @param left its first column in the whole
   * @param rows weights of its rows
   * @param columns weights of its columns; a position has the product of both
   */
  void add(Tensor tile, int top, int left, double[] rows, double[] columns) {
    float[] from = tile.toFloats();
    float[] shares = shares(top, left, rows, columns);
    for (int k = 0; k < channels; k++) {
      for (int y = 0; y < rows.length; y++) {
        int at = (k * height + top + y) * width + left;
        int own = (k * rows.length + y) * columns.length;
        for (int x = 0; x < columns.length; x++) {
          float share = shares[y * columns.length + x];
          values[at + x] += share * (from[own + x] - values[at + x]);
        }
      }
    }
  }

  /** The share that a tile has in the mean of those so far, at each of its positions. */
  private float[] shares(int top, int left, double[] rows, double[] columns) {
    float[] shares = new float[rows.length * columns.length];
    for (int y = 0; y < rows.length; y++) {
      int at = (top + y) * width + left;
      for (int x = 0; x < columns.length; x++) {
        float weight = (float) (rows[y] * columns[x]);
        sums[at + x] += weight;
        shares[y * columns.length + x] = weight / sums[at + x];
      }
    }
    return shares;
  }

  /** The whole, {@code [1,K,H,W]}. */
  Tensor whole() {
    return Tensor.of(values, 1, channels, height, width);
  }
}

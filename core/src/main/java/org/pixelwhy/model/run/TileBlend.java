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
   * Adds a tile; what of it lies outside is left out.
   *
   * @param tile {@code [1,K,h,w]}
   * @param top its first row in the whole, less than 0 where it begins above
   * @param left its first column in the whole
   * @param rows weights of its rows
   * @param columns weights of its columns; a position has the product of both
   */
  void add(Tensor tile, int top, int left, double[] rows, double[] columns) {
    float[] from = tile.toFloats();
    int firstColumn = Math.max(0, -left);
    int endColumn = Math.min(columns.length, width - left);
    float[] shares = new float[columns.length];
    for (int y = Math.max(0, -top); y < Math.min(rows.length, height - top); y++) {
      int place = (top + y) * width + left;
      for (int x = firstColumn; x < endColumn; x++) {
        float weight = (float) (rows[y] * columns[x]);
        sums[place + x] += weight;
        shares[x] = weight / sums[place + x];
      }
      for (int k = 0; k < channels; k++) {
        int at = k * height * width + place;
        int own = (k * rows.length + y) * columns.length;
        for (int x = firstColumn; x < endColumn; x++) {
          values[at + x] += shares[x] * (from[own + x] - values[at + x]);
        }
      }
    }
  }

  /** The whole, {@code [1,K,H,W]}. */
  Tensor whole() {
    return Tensor.of(values, 1, channels, height, width);
  }
}

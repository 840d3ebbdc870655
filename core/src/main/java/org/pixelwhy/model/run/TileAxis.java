package org.pixelwhy.model.run;

import org.pixelwhy.model.card.AxisSize;

/**
 * How tiles lie along one axis of an image, and where what the network says of each lies in the
 * whole output.
 *
 * @param input pixels of a tile
 * @param output positions that the network answers with for a tile
 * @param overlap pixels that neighbours share at least
 * @param unit tiles begin at multiples of this many pixels, which are whole positions of the output
 *     and do not move the network's own grid
 */
record TileAxis(int input, int output, int overlap, int unit) {
  /** How many standard deviations of the weights a tile's half is wide, as in nnU-Net. */
  private static final double HALF = 4;

  /**
   * @param size that the network takes along the axis
   */
  static TileAxis of(int input, int output, int overlap, AxisSize size) {
    int whole = input / gcd(input, output);
    int step = size instanceof AxisSize.Stepped stepped ? stepped.step() : 1;
    return new TileAxis(input, output, overlap, whole / gcd(whole, step) * step);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The sizes to which images are padded: a tile, and units more. */
  AxisSize whole() {
    return new AxisSize.Stepped(input, unit);
  }

  /**
   * Where tiles begin; the last one ends where the image does.
   *
   * @param extent of the padded image
   */
  int[] starts(int extent) {
    int stride = Math.max(unit, (input - overlap) / unit * unit);
    int room = extent - input;
    int[] starts = new int[1 + (room + stride - 1) / stride];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = Math.min(i * stride, room);
    }
    return starts;
  }

  /** How many positions of the output lie over so many pixels, which are whole units. */
  int positions(int pixels) {
    return Math.toIntExact((long) pixels * output / input);
  }

  /**
   * The weight of each position of a tile: {@code exp(-d^2 / 2 s^2)}, d its distance from the
   * tile's middle, s an eighth of the tile.
   */
  double[] weights() {
    double[] weights = new double[output];
    for (int i = 0; i < output; i++) {
      double far = HALF * (2 * i + 1 - output) / output;
      weights[i] = Math.exp(-far * far / 2);
    }
    return weights;
  }

  /**
   * The share that each tile has at each of its positions: its weight, divided by the sum of the
   * weights of all tiles that hold the position.
   *
   * @param extent of the padded image
   */
  double[][] shares(int extent) {
    int[] starts = starts(extent);
    double[] weights = weights();
    double[] sums = new double[positions(extent)];
    for (int start : starts) {
      for (int i = 0; i < output; i++) {
        sums[positions(start) + i] += weights[i];
      }
    }
    double[][] shares = new double[starts.length][output];
    for (int t = 0; t < starts.length; t++) {
      for (int i = 0; i < output; i++) {
        shares[t][i] = weights[i] / sums[positions(starts[t]) + i];
      }
    }
    return shares;
  }
}

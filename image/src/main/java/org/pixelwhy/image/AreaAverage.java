package org.pixelwhy.image;

/**
 * A grid of any rank averaged over the cells of another grid that covers the same field: each cell
 * counts with the exact part of it that lies in the other.
 */
public final class AreaAverage {
  private AreaAverage() {}

  /**
   * The mean over each cell of the new grid.
   *
   * @param values in C order
   * @param from the grid's extents
   * @param to the new grid's extents, as many
   */
  public static double[] resize(double[] values, int[] from, int[] to) {
    double[] result = values;
    int inner = 1;
    for (int axis = from.length - 1; axis >= 0; axis--) {
      result = resize(result, from[axis], to[axis], inner);
      inner *= to[axis];
    }
    return result;
  }

  private static double[] resize(double[] values, int from, int to, int inner) {
    if (from == to) {
      return values;
    }
    int outer = values.length / (from * inner);
    double[] result = new double[Math.multiplyExact(outer * inner, to)];
    // In units of which an old cell spans `to` and a new one `from`, all edges are whole numbers.
    for (int i = 0; i < to; i++) {
      long start = (long) i * from;
      long end = start + from;
      for (int k = (int) (start / to); (long) k * to < end; k++) {
        long overlap = Math.min(end, (k + 1L) * to) - Math.max(start, (long) k * to);
        double part = (double) overlap / from;
        for (int o = 0; o < outer; o++) {
          for (int n = 0; n < inner; n++) {
            result[(o * to + i) * inner + n] += part * values[(o * from + k) * inner + n];
          }
        }
      }
    }
    return result;
  }
}

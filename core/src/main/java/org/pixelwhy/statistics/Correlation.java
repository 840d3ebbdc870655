package org.pixelwhy.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How two measures of the same things go together.
 *
 * @param count of the things of which both are finite; the others are left out
 * @param pearson the linear correlation, -1 to 1; NaN where one measure is the same everywhere
 * @param spearman the correlation of the ranks, equal values sharing the mean of theirs; NaN alike
 */
public record Correlation(int count, double pearson, double spearman) {
  /** That of as many values of either measure. */
  public static Correlation of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " values of one, " + y.length + " of another");
    }
    int[] known =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    double[] a = IntStream.of(known).mapToDouble(i -> x[i]).toArray();
    double[] b = IntStream.of(known).mapToDouble(i -> y[i]).toArray();
    return new Correlation(known.length, linear(a, b), linear(ranks(a), ranks(b)));
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((i, j) -> Double.compare(values[i], values[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int first = 0; first < order.length; ) {
      int last = first;
      while (last + 1 < order.length && values[order[last + 1]] == values[order[first]]) {
        last++;
      }
      for (int i = first; i <= last; i++) {
        ranks[order[i]] = (first + last) / 2.0;
      }
      first = last + 1;
    }
    return ranks;
  }

  private static double linear(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
  }
}

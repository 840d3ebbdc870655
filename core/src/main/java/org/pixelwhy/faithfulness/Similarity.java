package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * How alike two maps of the same shape look, by magnitude over channels.
 *
 * @param rankCorrelation Spearman's: the correlation of the ranks of all pixels, -1 to 1; equal
 *     values share the mean of their ranks. Two constant maps: 1; one constant map: 0
 * @param structural SSIM with uniform windows of 7 pixels (fewer in smaller maps), both maps scaled
 *     to a maximum of 1, its mean over all windows, -1 to 1; slices of a volume count one by one
 */
public record Similarity(double rankCorrelation, double structural) {
  private static final int WINDOW = 7;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;

  /** The similarity of two maps {@code [1,C,H,W]} or {@code [1,C,D,H,W]}. */
  public static Similarity of(Tensor a, Tensor b) {
    double[] x = magnitude(a);
    double[] y = magnitude(b);
    return new Similarity(correlation(ranks(x), ranks(y)), ssim(x, y, a.shape()));
  }

  private static double[] magnitude(Tensor map) {
    int pixels = Math.toIntExact(map.size() / map.shape().dim(1));
    double[] magnitude = new double[pixels];
    float[] values = map.toFloats();
    for (int i = 0; i < values.length; i++) {
      magnitude[i % pixels] = Math.max(magnitude[i % pixels], Math.abs(values[i]));
    }
    return magnitude;
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

  private static double correlation(double[] x, double[] y) {
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
    if (xx == 0 || yy == 0) {
      return xx == yy ? 1 : 0;
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double ssim(double[] x, double[] y, Shape shape) {
    int height = Math.toIntExact(shape.dim(-2));
    int width = Math.toIntExact(shape.dim(-1));
    double[] a = scaled(x);
    double[] b = scaled(y);
    int rows = Math.min(WINDOW, height);
    int columns = Math.min(WINDOW, width);
    double sum = 0;
    int windows = 0;
    for (int slice = 0; slice < a.length; slice += height * width) {
      for (int row = 0; row + rows <= height; row++) {
        for (int column = 0; column + columns <= width; column++) {
          int start = slice + row * width + column;
          sum += window(a, b, start, new int[] {rows, columns, width});
          windows++;
        }
      }
    }
    return sum / windows;
  }

  private static double[] scaled(double[] map) {
    double greatest = Arrays.stream(map).max().orElse(0);
    return greatest == 0 ? map : Arrays.stream(map).map(v -> v / greatest).toArray();
  }

  /** SSIM of one window of {@code size[0]} rows and {@code size[1]} columns. */
  private static double window(double[] a, double[] b, int start, int[] size) {
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int row = 0; row < size[0]; row++) {
      for (int i = start + row * size[2]; i < start + row * size[2] + size[1]; i++) {
        sumA += a[i];
        sumB += b[i];
        squaresA += a[i] * a[i];
        squaresB += b[i] * b[i];
        products += a[i] * b[i];
      }
    }
    int n = size[0] * size[1];
    double meanA = sumA / n;
    double meanB = sumB / n;
    double varianceA = Math.max(0, squaresA / n - meanA * meanA);
    double varianceB = Math.max(0, squaresB / n - meanB * meanB);
    double covariance = products / n - meanA * meanB;
    return (2 * meanA * meanB + C1)
        * (2 * covariance + C2)
        / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
  }
}

package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.pixelwhy.statistics.Correlation;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * How alike two maps of the same shape look, of one number per position ({@link
 * org.pixelwhy.attribution.Attribution#positions}), over the pixels at which either is not 0:
 * pixels that both leave out, often nine of ten, would agree whatever the rest says.
 *
 * @param rankCorrelation Spearman's: the correlation of the ranks of these pixels, -1 to 1; equal
 *     values share the mean of their ranks. NaN where one map has the same value at all of them, as
 *     a blank one has
 * @param structural SSIM with uniform windows of 7 pixels (fewer in smaller maps), both maps scaled
 *     to a greatest magnitude of 1, its mean over the windows with such a pixel, -1 to 1; slices of
 *     a volume count one by one. NaN where both are blank
 */
public record Similarity(double rankCorrelation, double structural) {
  private static final int WINDOW = 7;

  /** Weights of the stabilisers, as in the paper; they scale with the range of values squared. */
  private static final double K1 = 0.01;

  private static final double K2 = 0.03;

  /** The similarity of two maps {@code [1,1,H,W]} or {@code [1,1,D,H,W]}. */
  public static Similarity of(Tensor a, Tensor b) {
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    int[] seen = IntStream.range(0, x.length).filter(i -> x[i] != 0 || y[i] != 0).toArray();
    double correlation = Correlation.of(at(x, seen), at(y, seen)).spearman();
    return new Similarity(correlation, ssim(x, y, a.shape()));
  }

  private static double[] at(double[] values, int[] places) {
    return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
  }

  private static double ssim(double[] x, double[] y, Shape shape) {
    int height = Math.toIntExact(shape.dim(-2));
    int width = Math.toIntExact(shape.dim(-1));
    double[] a = scaled(x);
    double[] b = scaled(y);
    double range =
        DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).min().orElse(0) < 0 ? 2 : 1;
    int rows = Math.min(WINDOW, height);
    int columns = Math.min(WINDOW, width);
    double sum = 0;
    int windows = 0;
    for (int slice = 0; slice < a.length; slice += height * width) {
      for (int row = 0; row + rows <= height; row++) {
        for (int column = 0; column + columns <= width; column++) {
          int start = slice + row * width + column;
          Window window = Window.of(a, b, start, new int[] {rows, columns, width});
          if (!window.isBlank()) {
            sum += window.ssim(range);
            windows++;
          }
        }
      }
    }
    return sum / windows;
  }

  private static double[] scaled(double[] map) {
    double greatest = Arrays.stream(map).map(Math::abs).max().orElse(0);
    return greatest == 0 ? map : Arrays.stream(map).map(v -> v / greatest).toArray();
  }

  /** Sums over one window of two maps. */
  private record Window(
      int n, double sumA, double sumB, double squaresA, double squaresB, double products) {
    /**
     * A window of {@code size[0]} rows and {@code size[1]} columns of a map as wide as the last.
     */
    static Window of(double[] a, double[] b, int start, int[] size) {
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
      return new Window(size[0] * size[1], sumA, sumB, squaresA, squaresB, products);
    }

    boolean isBlank() {
      return squaresA == 0 && squaresB == 0;
    }

    double ssim(double range) {
      double c1 = Math.pow(K1 * range, 2);
      double c2 = Math.pow(K2 * range, 2);
      double meanA = sumA / n;
      double meanB = sumB / n;
      double varianceA = Math.max(0, squaresA / n - meanA * meanA);
      double varianceB = Math.max(0, squaresB / n - meanB * meanB);
      double covariance = products / n - meanA * meanB;
      return (2 * meanA * meanB + c1)
          * (2 * covariance + c2)
          / ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2));
    }
  }
}

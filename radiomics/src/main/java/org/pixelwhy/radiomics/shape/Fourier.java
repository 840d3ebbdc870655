package org.pixelwhy.radiomics.shape;

import java.util.stream.IntStream;

/** The discrete Fourier transform of complex numbers over three axes of powers of two. */
final class Fourier {
  /** Lines that are transformed side by side, so that memory is read in order. */
  private static final int TILE = 16;

  private Fourier() {}

  /** The least power of two that is not below a number. */
  static int powerOfTwo(int least) {
    return least <= 1 ? 1 : Integer.highestOneBit(least - 1) << 1;
  }

  /**
   * Transforms in place.
   *
   * @param re real parts in C order
   * @param im imaginary parts
   */
  static void transform(float[] re, float[] im, int[] size) {
    for (int axis = 0; axis < 3; axis++) {
      if (size[axis] > 1) {
        along(re, im, size, axis);
      }
    }
  }

  private static void along(float[] re, float[] im, int[] size, int axis) {
    int n = size[axis];
    int stride = axis == 0 ? size[1] * size[2] : axis == 1 ? size[2] : 1;
    double[][] roots = roots(n);
    int lines = re.length / n;
    int tile = axis == 2 ? 1 : Math.min(TILE, size[2]);
    IntStream.range(0, lines / tile)
        .parallel()
        .forEach(
            t -> {
              int line = t * tile;
              int start = line / stride * stride * n + line % stride;
              double[] x = new double[n];
              double[] y = new double[n];
              for (int k = 0; k < tile; k++) {
                for (int i = 0; i < n; i++) {
                  x[i] = re[start + k + i * stride];
                  y[i] = im[start + k + i * stride];
                }
                line(x, y, roots);
                for (int i = 0; i < n; i++) {
                  re[start + k + i * stride] = (float) x[i];
                  im[start + k + i * stride] = (float) y[i];
                }
              }
            });
  }

  private static double[][] roots(int n) {
    double[][] roots = new double[2][n / 2];
    for (int i = 0; i < n / 2; i++) {
      roots[0][i] = Math.cos(-2 * Math.PI * i / n);
      roots[1][i] = Math.sin(-2 * Math.PI * i / n);
    }
    return roots;
  }

  /** One line, by Cooley and Tukey. */
  private static void line(double[] re, double[] im, double[][] roots) {
    int n = re.length;
    int shift = Integer.numberOfLeadingZeros(n) + 1;
    for (int i = 0; i < n; i++) {
      int j = n == 1 ? 0 : Integer.reverse(i) >>> shift;
      if (j > i) {
        double x = re[i];
        re[i] = re[j];
        re[j] = x;
        double y = im[i];
        im[i] = im[j];
        im[j] = y;
      }
    }
    for (int half = 1; half < n; half *= 2) {
      int step = n / 2 / half;
      for (int start = 0; start < n; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int low = start + k;
          int high = low + half;
          double c = roots[0][k * step];
          double s = roots[1][k * step];
          double x = re[high] * c - im[high] * s;
          double y = re[high] * s + im[high] * c;
          re[high] = re[low] - x;
          im[high] = im[low] - y;
          re[low] += x;
          im[low] += y;
        }
      }
    }
  }
}

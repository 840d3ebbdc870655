package org.pixelwhy.faithfulness;

import java.util.Arrays;

/**
 * Pixels of a picture as weighted means of their eight neighbours, which may be unknown themselves:
 * direct ones count 1/6, diagonal ones 1/12; beyond the edge there is nothing. The sparse linear
 * system that this is, {@code sum_j w_ij (x_i - x_j) = 0} for every unknown i, is symmetric and
 * positive definite where any pixel is known, and solved by conjugate gradients, preconditioned by
 * a symmetric sweep of Gauss and Seidel.
 *
 * <p>Rong et al.: A Consistent and Efficient Evaluation Strategy for Attribution Methods, ICML
 * 2022.
 */
final class LinearImputation {
  /** Rows and columns of the neighbours, those earlier in C order first. */
  private static final int[][] NEIGHBOURS = {
    {-1, -1}, {-1, 0}, {-1, 1}, {0, -1}, {0, 1}, {1, -1}, {1, 0}, {1, 1}
  };

  private static final double[] WEIGHTS = {
    1 / 12.0, 1 / 6.0, 1 / 12.0, 1 / 6.0, 1 / 6.0, 1 / 12.0, 1 / 6.0, 1 / 12.0
  };

  private static final int EARLIER = 4;
  private static final int MOST = 10_000;

  /** Share of the norm at the start, or of the right side's, below which a residual is rounding. */
  private static final double TOLERANCE = 1e-8;

  private final int height;
  private final int width;
  private final int[] unknown;

  /** For each unknown its eight neighbours: number of an unknown; -1 if known, -2 if none. */
  private final int[] neighbours;

  private final double[] diagonal;

  /**
   * @param removed the unknown pixels, in C order
   */
  LinearImputation(int height, int width, boolean[] removed) {
    this.height = height;
    this.width = width;
    int[] numbers = new int[removed.length];
    int count = 0;
    for (int i = 0; i < removed.length; i++) {
      numbers[i] = removed[i] ? count++ : -1;
    }
    this.unknown = new int[count];
    this.neighbours = new int[count * NEIGHBOURS.length];
    this.diagonal = new double[count];
    for (int i = 0; i < removed.length; i++) {
      if (removed[i]) {
        enter(i, numbers);
      }
    }
  }

  private void enter(int pixel, int[] numbers) {
    int number = numbers[pixel];
    unknown[number] = pixel;
    for (int n = 0; n < NEIGHBOURS.length; n++) {
      int place = place(pixel, n);
      neighbours[number * NEIGHBOURS.length + n] = place < 0 ? -2 : numbers[place];
      diagonal[number] += place < 0 ? 0 : WEIGHTS[n];
    }
  }

  private int place(int pixel, int neighbour) {
    int row = pixel / width + NEIGHBOURS[neighbour][0];
    int column = pixel % width + NEIGHBOURS[neighbour][1];
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? row * width + column : -1;
  }

  /**
   * Replaces the unknown pixels; where all are unknown, by their mean.
   *
   * @param plane one channel of a picture, in C order
   */
  void fill(double[] plane) {
    double mean = Arrays.stream(plane).average().orElse(0);
    double[] x = new double[unknown.length];
    Arrays.fill(x, mean);
    if (unknown.length < plane.length) {
      solve(x, rightSide(plane));
    }
    for (int i = 0; i < x.length; i++) {
      plane[unknown[i]] = x[i];
    }
  }

  private double[] rightSide(double[] plane) {
    double[] b = new double[unknown.length];
    for (int i = 0; i < b.length; i++) {
      for (int n = 0; n < NEIGHBOURS.length; n++) {
        if (neighbours[i * NEIGHBOURS.length + n] == -1) {
          b[i] += WEIGHTS[n] * plane[place(unknown[i], n)];
        }
      }
    }
    return b;
  }

  private void solve(double[] x, double[] b) {
    double[] residual = b.clone();
    double[] product = multiplied(x);
    for (int i = 0; i < b.length; i++) {
      residual[i] -= product[i];
    }
    double small = TOLERANCE * TOLERANCE * Math.max(dot(b, b), dot(residual, residual));
    double[] z = preconditioned(residual);
    double[] direction = z.clone();
    double rz = dot(residual, z);
    for (int k = 0; k < MOST && dot(residual, residual) > small; k++) {
      product = multiplied(direction);
      double step = rz / dot(direction, product);
      for (int i = 0; i < x.length; i++) {
        x[i] += step * direction[i];
        residual[i] -= step * product[i];
      }
      z = preconditioned(residual);
      double next = dot(residual, z);
      for (int i = 0; i < x.length; i++) {
        direction[i] = z[i] + next / rz * direction[i];
      }
      rz = next;
    }
  }

  private double[] multiplied(double[] x) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      product[i] = diagonal[i] * x[i] - sum(x, i, 0, NEIGHBOURS.length);
    }
    return product;
  }

  private double[] preconditioned(double[] residual) {
    double[] z = new double[residual.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (residual[i] + sum(z, i, 0, EARLIER)) / diagonal[i];
    }
    for (int i = z.length - 1; i >= 0; i--) {
      z[i] += sum(z, i, EARLIER, NEIGHBOURS.length) / diagonal[i];
    }
    return z;
  }

  private double sum(double[] x, int i, int from, int to) {
    double sum = 0;
    for (int n = from; n < to; n++) {
      int j = neighbours[i * NEIGHBOURS.length + n];
      sum += j < 0 ? 0 : WEIGHTS[n] * x[j];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

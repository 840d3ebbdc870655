package org.pixelwhy.radiomics.shape;

import java.util.Arrays;

/** Eigenvalues of symmetric matrices, by Jacobi's rotations. */
public final class Symmetric {
  private static final int MOST_SWEEPS = 100;

  private Symmetric() {}

  /** The eigenvalues in falling order. */
  public static double[] eigenvalues(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double scale = 0;
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      for (double x : a[i]) {
        scale += x * x;
      }
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > 1e-30 * scale; sweep++) {
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] != 0) {
            rotate(a, p, q);
          }
        }
      }
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = -a[i][i];
    }
    Arrays.sort(values);
    for (int i = 0; i < n; i++) {
      values[i] = -values[i];
    }
    return values;
  }

  private static double offDiagonal(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * a[i][j] * a[i][j];
      }
    }
    return sum;
  }

  private static void rotate(double[][] a, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double cos = 1 / Math.sqrt(t * t + 1);
    double sin = t * cos;
    for (int k = 0; k < a.length; k++) {
      double x = a[k][p];
      double y = a[k][q];
      a[k][p] = cos * x - sin * y;
      a[k][q] = sin * x + cos * y;
    }
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = cos * x - sin * y;
      a[q][k] = sin * x + cos * y;
    }
  }
}

package org.pixelwhy.radiomics.shape;

import java.util.Arrays;
import java.util.List;

/**
 * The ellipsoid of least volume about points: Khachiyan's algorithm with steps away from points
 * that turn out not to matter (Todd and Yildirim 2007), until the volume is within one part in a
 * million of the least.
 */
final class EnclosingEllipsoid {
  private static final double TOLERANCE = 1e-7;
  private static final int MOST_STEPS = 100_000;
  private static final int D = 3;

  private EnclosingEllipsoid() {}

  /**
   * Its semi-axes.
   *
   * @param points in half voxels, in no plane
   * @param spacing of voxels in millimetres
   */
  static double[] semiAxes(List<int[]> points, double[] spacing) {
    int n = points.size();
    double[][] lifted = new double[n][D + 1];
    for (int i = 0; i < n; i++) {
      for (int axis = 0; axis < D; axis++) {
        lifted[i][axis] = points.get(i)[axis] * spacing[axis] / 2;
      }
      lifted[i][D] = 1;
    }
    double[] weights = new double[n];
    Arrays.fill(weights, 1.0 / n);
    for (int step = 0; step < MOST_STEPS && improve(lifted, weights); step++) {
      // Each step moves weight to the farthest point, or away from the nearest.
    }
    return axes(lifted, weights);
  }

  /** One step; false where none is left to take. */
  private static boolean improve(double[][] lifted, double[] weights) {
    double[][] inverse = inverse(moments(lifted, weights));
    int farthest = 0;
    int nearest = -1;
    double[] distances = new double[lifted.length];
    for (int i = 0; i < lifted.length; i++) {
      distances[i] = form(inverse, lifted[i]);
      farthest = distances[i] > distances[farthest] ? i : farthest;
      if (weights[i] > 0 && (nearest < 0 || distances[i] < distances[nearest])) {
        nearest = i;
      }
    }
    double above = distances[farthest] / (D + 1) - 1;
    double below = 1 - distances[nearest] / (D + 1);
    if (Math.max(above, below) < TOLERANCE) {
      return false;
    }
    int point = above >= below ? farthest : nearest;
    double distance = distances[point];
    double move = (distance - D - 1) / ((D + 1) * (distance - 1));
    if (point == nearest && above < below) {
      move = Math.max(move, -weights[point] / (1 - weights[point]));
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= 1 - move;
    }
    weights[point] = Math.max(0, weights[point] + move);
    return true;
  }

  private static double[][] moments(double[][] lifted, double[] weights) {
    double[][] moments = new double[D + 1][D + 1];
    for (int i = 0; i < lifted.length; i++) {
      if (weights[i] > 0) {
        for (int a = 0; a <= D; a++) {
          for (int b = 0; b <= D; b++) {
            moments[a][b] += weights[i] * lifted[i][a] * lifted[i][b];
          }
        }
      }
    }
    return moments;
  }

  private static double form(double[][] matrix, double[] x) {
    double sum = 0;
    for (int a = 0; a < x.length; a++) {
      for (int b = 0; b < x.length; b++) {
        sum += x[a] * matrix[a][b] * x[b];
      }
    }
    return sum;
  }

  /** By Gauss and Jordan, with pivots. */
  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix[i], 0, a[i], 0, n);
      a[i][n + i] = 1;
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      for (int j = 2 * n - 1; j >= k; j--) {
        row[j] /= row[k];
      }
      for (int i = 0; i < n; i++) {
        double factor = a[i][k];
        if (i != k && factor != 0) {
          for (int j = k; j < 2 * n; j++) {
            a[i][j] -= factor * row[j];
          }
        }
      }
    }
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      inverse[i] = Arrays.copyOfRange(a[i], n, 2 * n);
    }
    return inverse;
  }

  /** The ellipsoid has three times the weighted covariance, so that all points lie within. */
  private static double[] axes(double[][] lifted, double[] weights) {
    double[][] moments = moments(lifted, weights);
    double[][] covariance = new double[D][D];
    for (int a = 0; a < D; a++) {
      for (int b = 0; b < D; b++) {
        covariance[a][b] = moments[a][b] - moments[a][D] * moments[b][D];
      }
    }
    double[] values = Symmetric.eigenvalues(covariance);
    for (int i = 0; i < D; i++) {
      values[i] = Math.sqrt(D * values[i]);
    }
    return values;
  }
}

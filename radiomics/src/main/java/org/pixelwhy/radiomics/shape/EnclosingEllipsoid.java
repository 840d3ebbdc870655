package org.pixelwhy.radiomics.shape;

import java.util.Arrays;
import java.util.List;

/**
 * The ellipsoid of least volume about points: Khachiyan's algorithm with steps away from points
 * that turn out not to matter (Todd and Yildirim 2007), until the volume is within one part in a
 * million of the least. Points that cannot lie on it are left out on the way (Harman and Pronzato
 * 2007).
 */
final class EnclosingEllipsoid {
  private static final double TOLERANCE = 1e-7;
  private static final int MOST_STEPS = 100_000;

  /** Steps after which distances are computed anew, as rounding adds up. */
  private static final int FRESH = 50;

  private static final int D = 3;

  /** Coordinates of the points that are left, and 1. */
  private final double[] lifted;

  private final double[] weights;
  private final double[] distances;
  private int count;
  private double[][] inverse;

  private EnclosingEllipsoid(List<int[]> points, double[] spacing) {
    this.count = points.size();
    this.lifted = new double[count * (D + 1)];
    for (int i = 0; i < count; i++) {
      for (int axis = 0; axis < D; axis++) {
        lifted[i * (D + 1) + axis] = points.get(i)[axis] * spacing[axis] / 2;
      }
      lifted[i * (D + 1) + D] = 1;
    }
    this.weights = new double[count];
    this.distances = new double[count];
    Arrays.fill(weights, 1.0 / count);
  }

  /**
   * Its semi-axes.
   *
   * @param points in half voxels, in no plane
   * @param spacing of voxels in millimetres
   */
  static double[] semiAxes(List<int[]> points, double[] spacing) {
    EnclosingEllipsoid search = new EnclosingEllipsoid(points, spacing);
    for (int step = 0; step < MOST_STEPS; step++) {
      if (step % FRESH == 0) {
        search.refresh();
      }
      if (!search.improve()) {
        // Distances that were carried along may be wrong by a little.
        search.refresh();
        if (!search.improve()) {
          break;
        }
      }
    }
    return search.axes();
  }

  /** Computes all distances from the weights, and drops points that are too near to matter. */
  private void refresh() {
    measure();
    double greatest = 0;
    for (int i = 0; i < count; i++) {
      greatest = Math.max(greatest, distances[i]);
    }
    int n = D + 1;
    double above = greatest / n - 1;
    double bound = n * (1 + above / 2 - Math.sqrt(above * (4 + above - 4.0 / n)) / 2);
    double total = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (distances[i] >= bound * (1 - 1e-9)) {
        System.arraycopy(lifted, i * n, lifted, kept * n, n);
        weights[kept++] = weights[i];
        total += weights[i];
      }
    }
    if (kept < count) {
      count = kept;
      for (int i = 0; i < count; i++) {
        weights[i] /= total;
      }
      measure();
    }
  }

  private void measure() {
    inverse = inverse(moments());
    for (int i = 0; i < count; i++) {
      distances[i] = form(i * (D + 1));
    }
  }

  /** One step; false where none is left to take. */
  private boolean improve() {
    int farthest = 0;
    int nearest = -1;
    for (int i = 0; i < count; i++) {
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
    move(point, move);
    return true;
  }

  /** Moves weight to a point; the inverse of the moments changes by a matrix of rank one. */
  private void move(int point, double move) {
    for (int i = 0; i < count; i++) {
      weights[i] *= 1 - move;
    }
    weights[point] = Math.max(0, weights[point] + move);
    double[] towards = new double[D + 1];
    for (int a = 0; a <= D; a++) {
      for (int b = 0; b <= D; b++) {
        towards[a] += inverse[a][b] * lifted[point * (D + 1) + b];
      }
    }
    double factor = move / (1 - move + move * distances[point]);
    for (int a = 0; a <= D; a++) {
      for (int b = 0; b <= D; b++) {
        inverse[a][b] = (inverse[a][b] - factor * towards[a] * towards[b]) / (1 - move);
      }
    }
    double scale = 1 / (1 - move);
    double x = towards[0];
    double y = towards[1];
    double z = towards[2];
    double w = towards[3];
    for (int i = 0; i < count; i++) {
      int at = 4 * i;
      double shared = lifted[at] * x + lifted[at + 1] * y + lifted[at + 2] * z + w;
      distances[i] = (distances[i] - factor * shared * shared) * scale;
    }
  }

  private double[][] moments() {
    double[][] moments = new double[D + 1][D + 1];
    for (int i = 0; i < count; i++) {
      int at = i * (D + 1);
      if (weights[i] > 0) {
        for (int a = 0; a <= D; a++) {
          for (int b = 0; b <= D; b++) {
            moments[a][b] += weights[i] * lifted[at + a] * lifted[at + b];
          }
        }
      }
    }
    return moments;
  }

  private double form(int at) {
    double sum = 0;
    for (int a = 0; a <= D; a++) {
      for (int b = 0; b <= D; b++) {
        sum += lifted[at + a] * inverse[a][b] * lifted[at + b];
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
  private double[] axes() {
    double[][] moments = moments();
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

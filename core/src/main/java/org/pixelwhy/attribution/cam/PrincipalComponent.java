package org.pixelwhy.attribution.cam;

/**
 * The projection of positions, as points in the space of features, on their first principal
 * component.
 *
 * <p>With the matrix X of positions by features, columns centred, and v its first right singular
 * vector: {@code X v}. A singular vector has no sign of its own; this one's is such that the map
 * goes up where the uncentred features' sum does.
 */
final class PrincipalComponent {
  private static final int MOST_ROUNDS = 20_000;
  private static final double PRECISION = 1e-11;

  private PrincipalComponent() {}

  static double[] project(FeatureMaps maps) {
    double[][] centred = centred(maps);
    // The Gram matrix of the smaller side has the same leading eigenvector, up to one product.
    boolean fewFeatures = maps.features() <= maps.positions();
    double[][] rows = fewFeatures ? centred : transposed(centred, maps.positions());
    double[] leading = leadingEigenvector(gram(rows));
    double[] map;
    if (fewFeatures) {
      map = combined(centred, leading, maps.positions());
    } else {
      map = leading;
      double scale = norm(combined(rows, leading, maps.features()));
      for (int i = 0; i < map.length; i++) {
        map[i] *= scale;
      }
    }
    return towards(maps.total(), map);
  }

  private static double[][] centred(FeatureMaps maps) {
    double[][] centred = new double[maps.features()][maps.positions()];
    for (int f = 0; f < centred.length; f++) {
      double mean = maps.sum(f) / maps.positions();
      for (int i = 0; i < maps.positions(); i++) {
        centred[f][i] = maps.get(f, i) - mean;
      }
    }
    return centred;
  }

  private static double[][] transposed(double[][] matrix, int columns) {
    double[][] transposed = new double[columns][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int k = 0; k < columns; k++) {
        transposed[k][i] = matrix[i][k];
      }
    }
    return transposed;
  }

  private static double[][] gram(double[][] rows) {
    double[][] gram = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k <= i; k++) {
        gram[i][k] = dot(rows[i], rows[k]);
        gram[k][i] = gram[i][k];
      }
    }
    return gram;
  }

  /** By power iteration, from a start that is orthogonal to nothing in particular. */
  private static double[] leadingEigenvector(double[][] matrix) {
    double[] vector = new double[matrix.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = 1 + 0.5 * Math.sin(i + 1.0);
    }
    normalize(vector);
    double change = 1;
    for (int round = 0; round < MOST_ROUNDS && change > PRECISION; round++) {
      double[] next = new double[vector.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = dot(matrix[i], vector);
      }
      if (!normalize(next)) {
        return next;
      }
      change = 0;
      for (int i = 0; i < next.length; i++) {
        change = Math.max(change, Math.abs(next[i] - vector[i]));
      }
      vector = next;
    }
    return vector;
  }

  private static double[] combined(double[][] rows, double[] weights, int length) {
    double[] sum = new double[length];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < length; i++) {
        sum[i] += weights[k] * rows[k][i];
      }
    }
    return sum;
  }

  private static double[] towards(double[] total, double[] map) {
    double mean = 0;
    for (double value : total) {
      mean += value / total.length;
    }
    double agreement = 0;
    for (int i = 0; i < map.length; i++) {
      agreement += map[i] * (total[i] - mean);
    }
    if (agreement < 0) {
      for (int i = 0; i < map.length; i++) {
        map[i] = -map[i];
      }
    }
    return map;
  }

  private static boolean normalize(double[] vector) {
    double norm = norm(vector);
    for (int i = 0; i < vector.length && norm > 0; i++) {
      vector[i] /= norm;
    }
    return norm > 0;
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

package org.pixelwhy.attribution.relevance;

import java.util.function.DoubleUnaryOperator;
import org.pixelwhy.tensor.Tensor;

/** A linear layer as a full matrix in double, and the LRP rules as their formulas say. */
record NaiveLayer(double[][] weights, double[] bias) {
  /** A convolution [M,C,k,k] with stride 1 that keeps the size. */
  static NaiveLayer convolution(Tensor weight, double[] bias, int height, int width) {
    int outer = (int) weight.shape().dim(0);
    int inner = (int) weight.shape().dim(1);
    int k = (int) weight.shape().dim(2);
    int area = height * width;
    double[][] matrix = new double[outer * area][inner * area];
    double[] biases = new double[outer * area];
    for (int m = 0; m < outer; m++) {
      for (int o = 0; o < area; o++) {
        biases[m * area + o] = bias.length == 0 ? 0 : bias[m];
        for (int c = 0; c < inner; c++) {
          for (int e = 0; e < k * k; e++) {
            int row = o / width + e / k - k / 2;
            int column = o % width + e % k - k / 2;
            if (row >= 0 && row < height && column >= 0 && column < width) {
              matrix[m * area + o][c * area + row * width + column] =
                  weight.get((m * inner + c) * k * k + e);
            }
          }
        }
      }
    }
    return new NaiveLayer(matrix, biases);
  }

  /** A transposed convolution [C,M,2,2] with stride 2, which doubles the size. */
  static NaiveLayer doubling(Tensor weight, double[] bias, int height, int width) {
    int inner = (int) weight.shape().dim(0);
    int outer = (int) weight.shape().dim(1);
    int area = height * width;
    double[][] matrix = new double[outer * 4 * area][inner * area];
    double[] biases = new double[outer * 4 * area];
    for (int m = 0; m < outer; m++) {
      for (int o = 0; o < 4 * area; o++) {
        int row = o / (2 * width);
        int column = o % (2 * width);
        biases[m * 4 * area + o] = bias[m];
        for (int c = 0; c < inner; c++) {
          matrix[m * 4 * area + o][c * area + row / 2 * width + column / 2] =
              weight.get((c * outer + m) * 4 + row % 2 * 2 + column % 2);
        }
      }
    }
    return new NaiveLayer(matrix, biases);
  }

  double[] forward(double[] x) {
    double[] z = bias.clone();
    for (int k = 0; k < z.length; k++) {
      for (int j = 0; j < x.length; j++) {
        z[k] += x[j] * weights[k][j];
      }
    }
    return z;
  }

  /** A number made of one contribution's input x, weight w and output z. */
  @FunctionalInterface
  private interface Contribution {
    double of(double x, double w, double z);
  }

  private static double positive(double a) {
    return Math.max(a, 0);
  }

  private static double negative(double a) {
    return Math.min(a, 0);
  }

  double[] share(LrpRule rule, double[] x, double[] relevance) {
    if (rule instanceof LrpRule.Epsilon epsilon) {
      return share(x, relevance, (a, w, z) -> a * w, b -> b, epsilon.epsilon());
    } else if (rule instanceof LrpRule.AlphaBeta ab) {
      double[] gains = share(x, relevance, (a, w, z) -> positive(a * w), b -> positive(b), 1e-6);
      double[] losses = share(x, relevance, (a, w, z) -> negative(a * w), b -> negative(b), 1e-6);
      for (int j = 0; j < gains.length; j++) {
        gains[j] = ab.alpha() * gains[j] - ab.beta() * losses[j];
      }
      return gains;
    } else if (rule instanceof LrpRule.Gamma gamma) {
      return gamma(gamma.gamma(), x, relevance);
    } else if (rule instanceof LrpRule.Flat) {
      return share(x, relevance, (a, w, z) -> w == 0 ? 0 : 1, b -> 0, 1e-6);
    } else if (rule instanceof LrpRule.WSquare) {
      return share(x, relevance, (a, w, z) -> w * w, b -> 0, 1e-6);
    }
    LrpRule.Box.Bounds bounds = ((LrpRule.Box) rule).bounds().orElseThrow();
    Contribution box =
        (a, w, z) -> a * w - bounds.low() * positive(w) - bounds.high() * negative(w);
    return share(x, relevance, box, b -> 0, 1e-6);
  }

  private double[] gamma(double gamma, double[] x, double[] relevance) {
    double[] z = forward(x);
    double[] upper = relevance.clone();
    double[] lower = relevance.clone();
    for (int k = 0; k < z.length; k++) {
      upper[k] = z[k] > 0 ? relevance[k] : 0;
      lower[k] = z[k] < 0 ? relevance[k] : 0;
    }
    double[] up =
        share(
            x,
            upper,
            (a, w, y) -> a * w + gamma * positive(a * w),
            b -> b + gamma * positive(b),
            1e-6);
    double[] down =
        share(
            x,
            lower,
            (a, w, y) -> a * w + gamma * negative(a * w),
            b -> b + gamma * negative(b),
            1e-6);
    for (int j = 0; j < up.length; j++) {
      up[j] += down[j];
    }
    return up;
  }

  private double[] share(
      double[] x, double[] relevance, Contribution c, DoubleUnaryOperator b, double epsilon) {
    double[] result = new double[x.length];
    double[] z = forward(x);
    for (int k = 0; k < relevance.length; k++) {
      double sum = b.applyAsDouble(bias[k]);
      for (int j = 0; j < x.length; j++) {
        sum += c.of(x[j], weights[k][j], z[k]);
      }
      double stable = sum + (sum < 0 ? -epsilon : epsilon);
      for (int j = 0; j < x.length; j++) {
        result[j] += c.of(x[j], weights[k][j], z[k]) / stable * relevance[k];
      }
    }
    return result;
  }
}

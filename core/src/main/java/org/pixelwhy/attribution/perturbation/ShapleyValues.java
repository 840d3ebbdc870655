package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.pixelwhy.tensor.InputException;

/** Shares of players in what a game is worth, from the worth of sets of them. */
final class ShapleyValues {
  private ShapleyValues() {}

  /**
   * {@code phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))}.
   *
   * @param worth of every set; bit i of its index says whether player i is in it
   */
  static double[] exact(double[] worth) {
    int players = Integer.numberOfTrailingZeros(worth.length);
    double[] weight = new double[players];
    for (int size = 0; size < players; size++) {
      weight[size] = 1 / (players * Coalitions.binomial(players - 1, size));
    }
    double[] shares = new double[players];
    for (int set = 0; set < worth.length; set++) {
      for (int i = 0; i < players; i++) {
        if ((set >> i & 1) == 0) {
          shares[i] += weight[Integer.bitCount(set)] * (worth[set | 1 << i] - worth[set]);
        }
      }
    }
    return shares;
  }

  /**
   * The shares that explain the worth of some sets best: those that minimise {@code sum of weight
   * (v(S) - v(none) - sum over S of phi)^2} among those that add up to {@code v(all) - v(none)}.
   *
   * @param worth of each set of the coalitions, in their order
   * @param none the worth of no player
   * @param all the worth of all of them
   */
  static double[] regression(Coalitions coalitions, double[] worth, double none, double all) {
    int n = coalitions.players();
    double[][] matrix = new double[n][n];
    double[] right = new double[n];
    int index = 0;
    for (Map.Entry<BitSet, Double> entry : coalitions.weights().entrySet()) {
      int[] members = entry.getKey().stream().toArray();
      double weight = entry.getValue();
      double gain = worth[index++] - none;
      for (int i : members) {
        right[i] += weight * gain;
        for (int j : members) {
          matrix[i][j] += weight;
        }
      }
    }
    if (n == 1) {
      return new double[] {all - none};
    }
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    List<double[]> solved = solve(matrix, List.of(right, ones));
    double excess = (sum(solved.get(0)) - (all - none)) / sum(solved.get(1));
    double[] shares = solved.get(0);
    for (int i = 0; i < n; i++) {
      shares[i] -= excess * solved.get(1)[i];
    }
    return shares;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** Solves a symmetric positive definite system for several right sides, by Cholesky's way. */
  private static List<double[]> solve(double[][] matrix, List<double[]> rights) {
    int n = matrix.length;
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k];
        }
        if (i == j && !(rest > 0)) {
          throw new InputException(
              "the passes do not tell the parts apart; allow more passes or take fewer parts");
        }
        lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
      }
    }
    List<double[]> solutions = new ArrayList<>();
    for (double[] right : rights) {
      double[] x = right.clone();
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++) {
          x[i] -= lower[i][k] * x[k];
        }
        x[i] /= lower[i][i];
      }
      for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++) {
          x[i] -= lower[k][i] * x[k];
        }
        x[i] /= lower[i][i];
      }
      solutions.add(x);
    }
    return solutions;
  }
}

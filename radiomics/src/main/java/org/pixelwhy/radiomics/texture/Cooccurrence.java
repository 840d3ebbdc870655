package org.pixelwhy.radiomics.texture;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.pixelwhy.radiomics.shape.Symmetric;

/**
 * How often grey levels are neighbours, as probabilities, with their margins: of one level, of the
 * difference and of the sum of two.
 */
public final class Cooccurrence {
  private static final double LOG_2 = Math.log(2);

  private final int levels;
  private final double[] joint;
  private final double[] single;
  private final double[] difference;
  private final double[] sum;
  private final int present;

  /**
   * The probabilities of counts.
   *
   * @param counts {@code [level][level]} of pairs in one direction, not all 0; the other direction
   *     is counted here
   */
  Cooccurrence(long[] counts, int levels) {
    this.levels = levels;
    this.joint = new double[levels * levels];
    this.single = new double[levels];
    this.difference = new double[levels];
    this.sum = new double[2 * levels - 1];
    double total = 0;
    for (long count : counts) {
      total += 2 * count;
    }
    for (int i = 0; i < levels; i++) {
      for (int j = 0; j < levels; j++) {
        long both = counts[i * levels + j] + counts[j * levels + i];
        if (both > 0) {
          double p = both / total;
          joint[i * levels + j] = p;
          single[i] += p;
          difference[Math.abs(i - j)] += p;
          sum[i + j] += p;
        }
      }
    }
    int found = 0;
    for (double p : single) {
      found += p > 0 ? 1 : 0;
    }
    this.present = found;
  }

  /** Of counts that may all be 0, in which case there is none. */
  static boolean isEmpty(long[] counts) {
    for (long count : counts) {
      if (count > 0) {
        return false;
      }
    }
    return true;
  }

  int levels() {
    return levels;
  }

  /** How many levels have a neighbour. */
  int present() {
    return present;
  }

  double[] joint() {
    return joint;
  }

  /** Of a level, the first being 1. */
  double[] single() {
    return single;
  }

  /** Of a difference, the first being 0. */
  double[] difference() {
    return difference;
  }

  /** Of a sum, the first being 2. */
  double[] sum() {
    return sum;
  }

  double mean() {
    return moment(single, 1, 0, 1);
  }

  double variance() {
    return moment(single, 1, mean(), 2);
  }

  /** Mean of the product of two levels. */
  double product() {
    double product = 0;
    for (int i = 0; i < levels; i++) {
      double row = 0;
      for (int j = 0; j < levels; j++) {
        row += (j + 1) * joint[i * levels + j];
      }
      product += (i + 1) * row;
    }
    return product;
  }

  /** The mean of a power of the distance to a centre, of the numbers from a first one on. */
  static double moment(double[] probabilities, int first, double centre, int power) {
    double moment = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > 0) {
        double distance = i + first - centre;
        double raised = distance;
        for (int k = 1; k < power; k++) {
          raised *= distance;
        }
        moment += probabilities[i] * raised;
      }
    }
    return moment;
  }

  /** In bits. */
  static double entropy(double[] probabilities) {
    double entropy = 0;
    for (double p : probabilities) {
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return entropy / LOG_2;
  }

  static double greatest(double[] probabilities) {
    double greatest = 0;
    for (double p : probabilities) {
      greatest = Math.max(greatest, p);
    }
    return greatest;
  }

  static double energy(double[] probabilities) {
    double energy = 0;
    for (double p : probabilities) {
      energy += p * p;
    }
    return energy;
  }

  /** The mean of a weight that depends on the difference alone. */
  double byDifference(IntToDoubleFunction weight) {
    double mean = 0;
    for (int k = 0; k < difference.length; k++) {
      mean += difference[k] * weight.applyAsDouble(k);
    }
    return mean;
  }

  /**
   * The maximal correlation coefficient: the square root of the second largest eigenvalue of {@code
   * Q(i,j) = sum over k of p(i,k) p(j,k) / (p(i) p(k))}; 1 of a single level. Eigenvalues of Q are
   * the squares of those of the symmetric {@code p(i,j) / sqrt(p(i) p(j))}.
   */
  public double maximalCorrelation() {
    if (present == 1) {
      return 1;
    }
    int[] levelsThere = IntStream.range(0, levels).filter(level -> single[level] > 0).toArray();
    double[][] scaled = new double[levelsThere.length][levelsThere.length];
    for (int a = 0; a < scaled.length; a++) {
      for (int b = 0; b < scaled.length; b++) {
        int i = levelsThere[a];
        int j = levelsThere[b];
        scaled[a][b] = joint[i * levels + j] / Math.sqrt(single[i] * single[j]);
      }
    }
    double[] values = Symmetric.eigenvalues(scaled);
    return Math.max(Math.abs(values[1]), Math.abs(values[values.length - 1]));
  }
}

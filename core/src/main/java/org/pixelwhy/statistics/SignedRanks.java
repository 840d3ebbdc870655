package org.pixelwhy.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon's signed ranks: the differences that are not 0, ranked by magnitude, equal magnitudes
 * sharing the mean of their ranks; added up by sign, {@code W+} and {@code W-}.
 *
 * <p>Wilcoxon: Individual Comparisons by Ranking Methods, Biometrics Bulletin 1, 1945.
 *
 * @param positive {@code W+}
 * @param negative {@code W-}
 * @param doubled twice the rank of every difference that is not 0, in rising order: a whole number
 */
record SignedRanks(double positive, double negative, int[] doubled) {
  /** Up to so many differences every pattern of signs is counted. */
  static final int MOST_EXACT = 50;

  static SignedRanks of(double[] differences) {
    double[] left =
        Arrays.stream(differences)
            .filter(d -> d != 0)
            .boxed()
            .sorted(Comparator.comparingDouble(Math::abs))
            .mapToDouble(Double::doubleValue)
            .toArray();
    int[] doubled = new int[left.length];
    double positive = 0;
    double negative = 0;
    for (int first = 0; first < left.length; ) {
      int end = first + 1;
      while (end < left.length && Math.abs(left[end]) == Math.abs(left[first])) {
        end++;
      }
      for (int i = first; i < end; i++) {
        doubled[i] = first + 1 + end;
        positive += left[i] > 0 ? doubled[i] / 2.0 : 0;
        negative += left[i] < 0 ? doubled[i] / 2.0 : 0;
      }
      first = end;
    }
    return new SignedRanks(positive, negative, doubled);
  }

  /**
   * Two-sided p-value of the test that the differences lie evenly around 0: exact for at most
   * {@link #MOST_EXACT} of them, ties or not; beyond, the normal approximation with the variance
   * that ties leave and a correction for continuity. Empty where no difference is left.
   */
  OptionalDouble p() {
    if (doubled.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(doubled.length <= MOST_EXACT ? exact() : approximate());
  }

  /** {@code (W+ - W-) / (W+ + W-)}; empty where no difference is left. */
  OptionalDouble rankBiserial() {
    return doubled.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((positive - negative) / (positive + negative));
  }

  /** The share of all patterns of signs in which the lesser of both sums is no greater. */
  private double exact() {
    int total = Arrays.stream(doubled).sum();
    double[] probability = new double[total + 1];
    probability[0] = 1;
    int reached = 0;
    for (int rank : doubled) {
      reached += rank;
      for (int sum = reached; sum >= 0; sum--) {
        double with = sum >= rank ? probability[sum - rank] : 0;
        probability[sum] = (probability[sum] + with) / 2;
      }
    }
    int lesser = (int) Math.round(2 * Math.min(positive, negative));
    double tail = IntStream.rangeClosed(0, lesser).mapToDouble(i -> probability[i]).sum();
    return Math.min(1, 2 * tail);
  }

  /** The variance of W+ is a quarter of the sum of the squared ranks, which knows all ties. */
  private double approximate() {
    double variance = Arrays.stream(doubled).mapToDouble(r -> r / 2.0 * (r / 2.0) / 4).sum();
    double away = Math.abs(positive - negative) / 2;
    double z = Math.max(0, away - 0.5) / Math.sqrt(variance);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
  }
}

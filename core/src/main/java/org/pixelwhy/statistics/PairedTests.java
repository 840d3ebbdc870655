package org.pixelwhy.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.pixelwhy.tensor.Text;

/**
 * Whether two scores of the same images differ, by two-sided tests of their differences.
 *
 * <p>The paired t-test asks whether the mean difference is 0 and takes differences to be normal;
 * Wilcoxon's signed-rank test asks whether they lie evenly around 0 (exact for small n without
 * ties, else by the normal approximation; zeros are ranked, as Pratt has it).
 *
 * <p>Wilcoxon: Individual Comparisons by Ranking Methods, Biometrics Bulletin 1, 1945.
 *
 * @param difference mean of {@code a - b}; NaN without pairs
 * @param n pairs
 * @param t p-value of the paired t-test; empty for fewer than two pairs, or where all differences
 *     are equal
 * @param wilcoxon p-value of the signed-rank test; empty where there is no difference at all
 */
public record PairedTests(double difference, int n, OptionalDouble t, OptionalDouble wilcoxon) {
  /**
   * Tests pairs of numbers.
   *
   * @param a one per image
   * @param b as many, of the same images
   */
  public static PairedTests of(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          Text.format("%d and %d numbers are no pairs", a.length, b.length));
    }
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> a[i] - b[i]);
    boolean vary = Arrays.stream(differences).distinct().count() > 1;
    boolean differ = Arrays.stream(differences).anyMatch(d -> d != 0);
    return new PairedTests(
        Summary.of(differences).mean(),
        a.length,
        vary
            ? OptionalDouble.of(TTest.withDefaults().test(differences).getPValue())
            : OptionalDouble.empty(),
        differ
            ? OptionalDouble.of(WilcoxonSignedRankTest.withDefaults().test(differences).getPValue())
            : OptionalDouble.empty());
  }
}

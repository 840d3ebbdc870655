package org.pixelwhy.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.TTest;
import org.pixelwhy.tensor.Text;

/**
 * Whether two scores of the same images differ, by two-sided tests of their differences, and by how
 * much.
 *
 * <p>The paired t-test asks whether the mean difference is 0 and takes differences to be normal;
 * Wilcoxon's signed-rank test asks whether they lie evenly around 0. Differences of 0 say nothing
 * about a direction: they are left out of it, as Wilcoxon did, and counted in {@code equal}; equal
 * magnitudes share the mean of their ranks. It is exact for at most 50 differences that are left,
 * else the normal approximation with correction for ties and continuity.
 *
 * <p>The effect is the matched-pairs rank-biserial correlation {@code (W+ - W-) / (W+ + W-)}: 1
 * where the first is the greater wherever they differ, -1 where the second is.
 *
 * <p>Wilcoxon: Individual Comparisons by Ranking Methods, Biometrics Bulletin 1, 1945. Kerby: The
 * Simple Difference Formula, Comprehensive Psychology 3, 2014.
 *
 * @param difference mean of {@code a - b}; NaN without pairs
 * @param interval its confidence interval; empty for fewer than two pairs
 * @param n pairs
 * @param equal pairs whose difference is 0
 * @param t p-value of the paired t-test; empty for fewer than two pairs, or where all differences
 *     are equal
 * @param wilcoxon p-value of the signed-rank test; empty where there is no difference at all
 * @param effect the rank-biserial correlation, -1 to 1; empty where there is no difference at all
 */
public record PairedTests(
    double difference,
    Optional<BootstrapInterval> interval,
    int n,
    int equal,
    OptionalDouble t,
    OptionalDouble wilcoxon,
    OptionalDouble effect) {
  /**
   * Tests pairs of numbers; pairs of which one is not finite are left out.
   *
   * @param a one per image
   * @param b as many, of the same images
   */
  public static PairedTests of(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          Text.format("%d and %d numbers are no pairs", a.length, b.length));
    }
    double[] differences =
        IntStream.range(0, a.length)
            .filter(i -> Double.isFinite(a[i]) && Double.isFinite(b[i]))
            .mapToDouble(i -> a[i] - b[i])
            .toArray();
    SignedRanks ranks = SignedRanks.of(differences);
    boolean vary = Arrays.stream(differences).distinct().count() > 1;
    return new PairedTests(
        Summary.of(differences).mean(),
        BootstrapInterval.ofMean(differences),
        differences.length,
        differences.length - ranks.doubled().length,
        vary
            ? OptionalDouble.of(TTest.withDefaults().test(differences).getPValue())
            : OptionalDouble.empty(),
        ranks.p(),
        ranks.rankBiserial());
  }
}

package org.pixelwhy.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRanksTest {
  private static double p(double... differences) {
    return SignedRanks.of(differences).p().orElseThrow();
  }

  /** Ranks by counting: half of the equals before, and half a place for itself. */
  private static double[] ranks(double[] left) {
    return Arrays.stream(left)
        .map(
            d ->
                Arrays.stream(left).filter(o -> Math.abs(o) < Math.abs(d)).count()
                    + (Arrays.stream(left).filter(o -> Math.abs(o) == Math.abs(d)).count() + 1)
                        / 2.0)
        .toArray();
  }

  /** The share of all patterns of signs at least as one-sided as the one that was found. */
  private static double enumerated(double[] differences) {
    double[] left = Arrays.stream(differences).filter(d -> d != 0).toArray();
    double[] ranks = ranks(left);
    double sum = Arrays.stream(ranks).sum();
    double found = 0;
    for (int i = 0; i < left.length; i++) {
      found += left[i] > 0 ? ranks[i] : 0;
    }
    int extreme = 0;
    for (int signs = 0; signs < 1 << left.length; signs++) {
      double positive = 0;
      for (int i = 0; i < left.length; i++) {
        positive += (signs >> i & 1) * ranks[i];
      }
      extreme += Math.min(positive, sum - positive) <= Math.min(found, sum - found) ? 1 : 0;
    }
    return (double) extreme / (1 << left.length);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theExactTestCountsAllPatternsOfSignsWhateverIsTiedOrZero(long seed) {
    Random random = new Random(seed);
    double[] differences =
        IntStream.range(0, 4 + (int) seed).mapToDouble(i -> random.nextInt(9) - 3).toArray();
    differences[0] = 2;
    assertEquals(enumerated(differences), p(differences), 1e-12);
  }

  @Test
  void fourOfSixteenThatDifferTheSameWayAreAnEighth() {
    double[] differences = new double[16];
    for (int i = 0; i < 4; i++) {
      differences[3 * i] = 0.1 * (i + 1);
    }
    assertEquals(0.125, p(differences), 1e-15);
  }

  @Test
  void twoOfTwentyThatDifferTheSameWayAreAHalf() {
    double[] differences = new double[20];
    differences[7] = -0.3;
    differences[11] = -0.2;
    assertEquals(0.5, p(differences), 1e-15);
  }

  @Test
  void exactValuesAreThoseOfScipy() {
    // scipy 1.17.1: wilcoxon(d, zero_method='wilcox', method='exact').pvalue
    assertEquals(0.078125, p(0.5, -1.2, 3.1, 2.2, 0.7, -0.1, 1.9, 2.8), 1e-14);
    // The same with method=PermutationMethod(n_resamples=10**7), which is exact where there are
    // ties.
    assertEquals(0.109375, p(1, -1, 2, 2, -3, 4, 4, 4, 0, 0, 5, -2), 1e-14);
    // wilcoxon([i * i / 100 - 3 for i in range(50)], zero_method='wilcox', method='exact')
    double[] fifty = IntStream.range(0, 50).mapToDouble(i -> i * i / 100.0 - 3).toArray();
    assertEquals(0.00014253035612021847, p(fifty), 1e-14);
  }

  @Test
  void approximateValuesAreThoseOfScipy() {
    // scipy 1.17.1: wilcoxon(x, zero_method='wilcox', correction=True, method='asymptotic').pvalue
    // x = [i * 37 % 23 - 9 for i in range(60)], of which 2 are 0 and many tied
    double[] tied = IntStream.range(0, 60).mapToDouble(i -> i * 37 % 23 - 9).toArray();
    assertEquals(0.04393667979583833, p(tied), 1e-12);
    // x = [i * 37 % 23 - 9 + 0.01 * i for i in range(60)]
    double[] apart = IntStream.range(0, 60).mapToDouble(i -> i * 37 % 23 - 9 + 0.01 * i).toArray();
    assertEquals(0.02451442280971117, p(apart), 1e-12);
  }

  @Test
  void aTrueNullOfMostlyZerosIsRejectedNoMoreOftenThanTheLevelAllows() {
    Random random = new Random(7);
    int rejected = 0;
    for (int draw = 0; draw < 2000; draw++) {
      double[] differences =
          random.doubles(60).map(u -> u < 0.9 ? 0 : random.nextGaussian()).toArray();
      rejected += SignedRanks.of(differences).p().orElse(1) < 0.05 ? 1 : 0;
    }
    assertTrue(rejected <= 0.06 * 2000, rejected + " of 2000 draws rejected at 0.05");
  }

  @Test
  void theRankBiserialCorrelationIsTheDifferenceOfTheSharesOfRanks() {
    // Magnitudes 1, 2, 3 have ranks 1, 2, 3: (1 + 3 - 2) / 6.
    assertEquals(1 / 3.0, SignedRanks.of(new double[] {1, -2, 3, 0}).rankBiserial().orElseThrow());
    assertEquals(-1, SignedRanks.of(new double[] {-1, -2}).rankBiserial().orElseThrow());
    assertTrue(SignedRanks.of(new double[3]).rankBiserial().isEmpty());
  }
}

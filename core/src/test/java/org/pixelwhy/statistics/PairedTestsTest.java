package org.pixelwhy.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedTestsTest {
  private static double[] numbers(long seed, int n, double shift) {
    Random random = new Random(seed);
    return random.doubles(n).map(x -> x + shift).toArray();
  }

  /** Two-sided p of Student's t by adding up its density: Simpson's rule. */
  private static double twoSidedT(double t, int freedom) {
    int steps = 20_000;
    double h = Math.abs(t) / steps;
    double sum = 0;
    double whole = 0;
    for (int i = 0; i <= steps; i++) {
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.pow(1 + Math.pow(i * h, 2) / freedom, -(freedom + 1) / 2.0);
    }
    // x = tan(u) carries the half-line into [0, pi / 2).
    double step = Math.PI / 2 / steps;
    for (int i = 0; i < steps; i++) {
      double u = (i + 0.5) * step;
      double x = Math.tan(u);
      whole += step * Math.pow(1 + x * x / freedom, -(freedom + 1) / 2.0) * (1 + x * x);
    }
    return 1 - sum * h / 3 / whole;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bothTestsEqualTheirNaiveForms(long seed) {
    double[] a = numbers(seed, 9, 0.2);
    double[] b = numbers(seed + 100, 9, 0);
    double[] differences = new double[9];
    double mean = 0;
    for (int i = 0; i < 9; i++) {
      differences[i] = a[i] - b[i];
      mean += differences[i] / 9;
    }
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    PairedTests tests = PairedTests.of(a, b);
    assertEquals(mean, tests.difference(), 1e-12);
    assertEquals(9, tests.n());
    double t = mean / Math.sqrt(squares / 8 / 9);
    assertEquals(twoSidedT(t, 8), tests.t().orElseThrow(), 1e-6);
    assertEquals(
        SignedRanks.of(differences).p().orElseThrow(), tests.wilcoxon().orElseThrow(), 1e-12);
    assertEquals(0, tests.equal());
  }

  @Test
  void whatIsExchangedHasTheSameValuesAndTheOppositeDifference() {
    double[] a = numbers(5, 12, 0.1);
    double[] b = numbers(6, 12, 0);
    PairedTests one = PairedTests.of(a, b);
    PairedTests other = PairedTests.of(b, a);
    assertEquals(-one.difference(), other.difference(), 1e-15);
    assertEquals(one.t().orElseThrow(), other.t().orElseThrow(), 1e-12);
    assertEquals(one.wilcoxon().orElseThrow(), other.wilcoxon().orElseThrow(), 1e-12);
  }

  @Test
  void whereNothingCanBeTestedThereIsNoValue() {
    double[] a = {1, 2, 3};
    PairedTests equal = PairedTests.of(a, a);
    assertTrue(equal.t().isEmpty() && equal.wilcoxon().isEmpty());
    PairedTests shifted = PairedTests.of(a, new double[] {0, 1, 2});
    assertTrue(shifted.t().isEmpty() && shifted.wilcoxon().isPresent());
    PairedTests one = PairedTests.of(new double[] {1}, new double[] {2});
    assertTrue(one.t().isEmpty());
    PairedTests none = PairedTests.of(new double[0], new double[0]);
    assertTrue(none.t().isEmpty() && none.wilcoxon().isEmpty() && none.n() == 0);
    assertThrows(IllegalArgumentException.class, () -> PairedTests.of(a, new double[2]));
  }

  @Test
  void pairsThatAreNoNumbersAreLeftOut() {
    PairedTests tests =
        PairedTests.of(
            new double[] {1, Double.NaN, 3, 4, 2}, new double[] {0, 1, 1, 4, Double.NaN});
    assertEquals(PairedTests.of(new double[] {1, 3, 4}, new double[] {0, 1, 4}), tests);
    assertEquals(3, tests.n());
    assertEquals(1, tests.equal());
    assertEquals(1, tests.effect().orElseThrow());
  }

  @Test
  void holmDoesNotCountPairsThatAreAllTied() {
    double[] a = {1, 2, 3, 5};
    double[] b = {0, 1, 3, 1};
    OptionalDouble tied = PairedTests.of(a, a).wilcoxon();
    OptionalDouble other = PairedTests.of(a, b).wilcoxon();
    assertEquals(other, Holm.correct(new OptionalDouble[] {tied, other})[1]);
  }

  @Test
  void holmEqualsItsDefinition() {
    OptionalDouble[] p = {
      OptionalDouble.of(0.04),
      OptionalDouble.empty(),
      OptionalDouble.of(0.01),
      OptionalDouble.of(0.03),
      OptionalDouble.of(0.9)
    };
    // Rising: 0.01 * 4, 0.03 * 3, 0.04 * 2 below the one before it, 0.9 * 1.
    double[] corrected = Arrays.stream(Holm.correct(p)).mapToDouble(x -> x.orElse(-1)).toArray();
    assertArrayEquals(new double[] {0.09, -1, 0.04, 0.09, 0.9}, corrected, 1e-12);
    OptionalDouble[] large = {OptionalDouble.of(0.6), OptionalDouble.of(0.7)};
    assertEquals(1, Holm.correct(large)[0].orElseThrow());
    assertEquals(0, Holm.correct(new OptionalDouble[0]).length);
  }

  @Test
  void aSummaryHasMeanAndDeviationOfASample() {
    Summary summary = Summary.of(new double[] {1, 2, 3, 6});
    assertEquals(3, summary.mean(), 1e-15);
    assertEquals(Math.sqrt(14 / 3.0), summary.deviation(), 1e-15);
    assertEquals(4, summary.n());
    assertTrue(Double.isNaN(Summary.of(new double[] {5}).deviation()));
    assertTrue(Double.isNaN(Summary.of(new double[0]).mean()));
  }
}

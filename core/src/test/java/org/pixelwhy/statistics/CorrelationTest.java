package org.pixelwhy.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  /**
   * By hand: means 3 and 4, sum of products 13.5, of squares 10 and 20.5; ranks 0..4 against 1, 0,
   * 2, 3, 4 with sum of products 9 of 10.
   */
  @Test
  void bothCoefficientsAreThoseWorkedOutByHand() {
    Correlation found =
        Correlation.of(new double[] {1, 2, 3, 4, 5}, new double[] {2, 1.5, 4.5, 5, 7});
    assertEquals(5, found.count());
    assertEquals(13.5 / Math.sqrt(10 * 20.5), found.pearson(), 1e-12);
    assertEquals(0.9, found.spearman(), 1e-12);
  }

  /** Ranks 0.5, 0.5, 2 against 0, 1, 2: 1.5 / sqrt(1.5 * 2). */
  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    Correlation found = Correlation.of(new double[] {4, 4, 9}, new double[] {1, 2, 3});
    assertEquals(1.5 / Math.sqrt(3), found.spearman(), 1e-12);
  }

  @Test
  void whatIsNotFiniteIsLeftOutAndSamenessHasNoCorrelation() {
    double nan = Double.NaN;
    Correlation found = Correlation.of(new double[] {1, nan, 2, 3}, new double[] {3, 9, nan, 1});
    assertEquals(2, found.count());
    assertEquals(-1, found.pearson(), 1e-12);
    Correlation flat = Correlation.of(new double[] {1, 1}, new double[] {3, 4});
    assertTrue(Double.isNaN(flat.pearson()) && Double.isNaN(flat.spearman()));
    assertThrows(
        IllegalArgumentException.class, () -> Correlation.of(new double[1], new double[2]));
  }
}

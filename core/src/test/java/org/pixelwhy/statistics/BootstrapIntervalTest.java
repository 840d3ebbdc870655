package org.pixelwhy.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapIntervalTest {
  @Test
  void theIntervalIsThatOfScipy() {
    // scipy 1.17.1: bootstrap((e,), np.mean, n_resamples=1_000_000, method='BCa',
    // rng=np.random.default_rng(1)).confidence_interval; the percentile method gives 0.5 to 3.78
    double[] skewed = {0.5, -1.2, 3.1, 2.2, 0.7, -0.1, 1.9, 2.8, 9.0, 0.3};
    BootstrapInterval interval = BootstrapInterval.ofMean(skewed).orElseThrow();
    assertEquals(0.73, interval.low(), 0.06);
    assertEquals(4.44, interval.high(), 0.15);
  }

  @Test
  void manyNormalNumbersHaveTheIntervalOfTheirStandardError() {
    double[] numbers = new Random(3).doubles(400).map(u -> 12 * u).toArray();
    Summary summary = Summary.of(numbers);
    double half = 1.96 * summary.deviation() / Math.sqrt(400);
    BootstrapInterval interval = BootstrapInterval.ofMean(numbers).orElseThrow();
    assertEquals(summary.mean() - half, interval.low(), 0.05 * half);
    assertEquals(summary.mean() + half, interval.high(), 0.05 * half);
  }

  @Test
  void theSameNumbersHaveTheSameInterval() {
    double[] numbers = {1, 2, 4, 8};
    assertEquals(BootstrapInterval.ofMean(numbers), BootstrapInterval.ofMean(numbers));
  }

  @Test
  void equalNumbersHaveNoExtentAndOneNumberHasNoInterval() {
    assertEquals(
        new BootstrapInterval(0.1, 0.1),
        BootstrapInterval.ofMean(new double[] {0.1, 0.1}).orElseThrow());
    assertTrue(BootstrapInterval.ofMean(new double[] {3}).isEmpty());
  }
}

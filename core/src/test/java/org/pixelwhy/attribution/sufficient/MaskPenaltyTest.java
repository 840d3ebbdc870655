package org.pixelwhy.attribution.sufficient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskPenaltyTest {
  private static final int[] REGION =
      IntStream.range(0, 60).filter(i -> i % 7 != 0 && i > 10).toArray();

  /** Every pair of places, whether they are neighbours along one axis, and one in the region. */
  private static double naive(double[] mask, double area, double variation) {
    double sum = 0;
    boolean[] in = new boolean[60];
    for (int i : REGION) {
      in[i] = true;
      sum += area * mask[i];
    }
    for (int i = 0; i < 60; i++) {
      for (int j = i + 1; j < 60; j++) {
        int apart =
            Math.abs(i / 20 - j / 20) + Math.abs(i / 5 % 4 - j / 5 % 4) + Math.abs(i % 5 - j % 5);
        if (apart == 1 && (in[i] || in[j])) {
          sum += variation * Math.abs(mask[i] - mask[j]);
        }
      }
    }
    return sum / REGION.length;
  }

  @Test
  void theGradientIsThatOfFiniteDifferencesInAVolume() {
    Random random = new Random(4);
    double[] mask = new double[60];
    for (int i : REGION) {
      mask[i] = random.nextDouble();
    }
    double[] gradient = new double[60];
    new MaskPenalty(new int[] {3, 4, 5}, REGION, 0.7, 0.3).addGradient(mask, gradient);
    for (int i : REGION) {
      double value = mask[i];
      mask[i] = value + 1e-7;
      double more = naive(mask, 0.7, 0.3);
      mask[i] = value - 1e-7;
      double less = naive(mask, 0.7, 0.3);
      mask[i] = value;
      assertEquals((more - less) / 2e-7, gradient[i], 1e-6);
    }
  }

  @Test
  void stepsOfAdamStayBetweenNoneAndAll() {
    double[] values = {0.5, 0.02, 0.99, 0.5};
    Descent descent = new Descent(0.1, 4);
    int[] moved = {0, 1, 2};
    descent.step(values, new double[] {2, 3, -0.1, 1}, moved);
    // The first step goes by the rate, whatever the gradient's size.
    assertArrayEquals(new double[] {0.4, 0, 1, 0.5}, values, 1e-6);
    descent.step(values, new double[] {2, 3, -0.1, 1}, moved);
    assertArrayEquals(new double[] {0.3, 0, 1, 0.5}, values, 1e-6);
  }
}

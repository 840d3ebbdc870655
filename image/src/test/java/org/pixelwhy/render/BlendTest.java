package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlendTest {
  @Test
  void everyMixtureIsThatOfPorterAndDuff() {
    Random random = new Random(1);
    int[] alphas = {0, 1, 128, 254, 255};
    double[] opacities = {0, 0.3, 1};
    for (int i = 0; i < 20_000; i++) {
      int below = color(random, alphas);
      int above = color(random, alphas);
      double opacity = opacities[random.nextInt(opacities.length)];
      assertEquals(naive(below, above, opacity), Blend.over(below, above, opacity));
    }
  }

  private static int color(Random random, int[] alphas) {
    return alphas[random.nextInt(alphas.length)] << 24 | random.nextInt(1 << 24);
  }

  /** Of each channel by itself, as the formula says it. */
  private static int naive(int below, int above, double opacity) {
    double a = (above >>> 24) / 255.0 * opacity;
    double b = (below >>> 24) / 255.0;
    double alpha = a + b * (1 - a);
    int result = 0;
    for (int shift = 0; shift < 24 && alpha > 0; shift += 8) {
      double mixed = a * (above >> shift & 0xff) + b * (1 - a) * (below >> shift & 0xff);
      result |= (int) Math.round(mixed / alpha) << shift;
    }
    return (int) Math.round(255 * alpha) << 24 | result;
  }
}

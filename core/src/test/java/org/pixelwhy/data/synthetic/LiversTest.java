package org.pixelwhy.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;

class LiversTest {
  private static double mean(Image image, Mask mask) {
    return Arrays.stream(mask.indices()).mapToDouble(i -> image.values()[i]).average().orElse(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUND", "ELONGATED", "REAL_LIKE"})
  void tumoursAreDarkerThanTheLiverAroundThem(TumourShape shape) {
    for (int i = 0; i < 30; i++) {
      SyntheticSample made = new Livers(2, shape).sample(i);
      EssentialContext context = made.context();
      assertEquals(context.segment(), made.sample().labels().mask(1));
      assertTrue(context.segment().count() >= 25, "pixels of tumours");
      double tumour = mean(made.sample().image(), context.segment());
      double around = mean(made.sample().image(), context.deciding());
      assertTrue(around - tumour > 8, shape + " " + i + ": " + tumour + " in " + around);
      assertEquals(0, context.segment().and(context.deciding()).count());
    }
  }

  @Test
  void theBodyIsTheSameWhateverTheTumours() {
    Image healthy = new Livers(2, TumourShape.NONE).sample(3).sample().image();
    SyntheticSample sick = new Livers(2, TumourShape.ROUND).sample(3);
    // Softening carries a tumour's edge one pixel outwards.
    Mask reach = sick.context().segment();
    int unlike = 0;
    for (int i = 0; i < healthy.values().length; i++) {
      boolean differs = healthy.values()[i] != sick.sample().image().values()[i];
      unlike += differs && !reach.get(i) ? 1 : 0;
    }
    assertTrue(unlike < 0.7 * reach.count() + 40, unlike + " pixels differ outside");
  }

  @Test
  void healthyLiversHaveNoForeground() {
    assertTrue(new Livers(0, TumourShape.NONE).sample(0).context().segment().isEmpty());
  }

  /** The ratio of the axes, by the moments of the largest tumour. */
  private static double elongation(TumourShape shape) {
    double sum = 0;
    int count = 40;
    for (int i = 0; i < count; i++) {
      Mask all = new Livers(9, shape).sample(i).context().segment();
      Mask first = all.component(all.indices()[0]);
      double[] x = Arrays.stream(first.indices()).mapToDouble(p -> p % Livers.SIZE).toArray();
      double[] y = Arrays.stream(first.indices()).mapToDouble(p -> p / Livers.SIZE).toArray();
      double mx = Arrays.stream(x).average().orElseThrow();
      double my = Arrays.stream(y).average().orElseThrow();
      double xx = 1 / 12.0;
      double yy = 1 / 12.0;
      double xy = 0;
      for (int k = 0; k < x.length; k++) {
        xx += (x[k] - mx) * (x[k] - mx) / x.length;
        yy += (y[k] - my) * (y[k] - my) / x.length;
        xy += (x[k] - mx) * (y[k] - my) / x.length;
      }
      double root = Math.sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
      sum += Math.sqrt(((xx + yy) / 2 - root) / ((xx + yy) / 2 + root)) / count;
    }
    return sum;
  }

  @Test
  void shapesAreAsRoundOrLongAsNamed() {
    double round = elongation(TumourShape.ROUND);
    double real = elongation(TumourShape.REAL_LIKE);
    double elongated = elongation(TumourShape.ELONGATED);
    assertTrue(round > 0.85 && elongated < 0.4, round + " and " + elongated);
    assertTrue(real > elongated + 0.2 && real < round, "real-like: " + real);
  }

  @Test
  void samplesAreRepeatable() {
    Livers livers = new Livers(4, TumourShape.REAL_LIKE);
    assertArrayEquals(
        livers.sample(5).sample().image().values(), livers.sample(5).sample().image().values());
  }
}

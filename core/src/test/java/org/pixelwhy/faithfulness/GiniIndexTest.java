package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GiniIndexTest {
  @Test
  void aFlatMapHasNoneAndASinglePixelTheMost() {
    assertEquals(0, GiniIndex.of(new double[] {2, 2, -2, 2}), 1e-12);
    assertEquals(1 - 1 / 4.0, GiniIndex.of(new double[] {0, 0, -5, 0}), 1e-12);
  }

  @Test
  void threePixelsByHand() {
    // 1/6 * 2.5/3 + 2/6 * 1.5/3 + 3/6 * 0.5/3 = 7/18; 1 - 14/18
    assertEquals(2 / 9.0, GiniIndex.of(new double[] {-3, 1, 2}), 1e-12);
  }

  /** The other definition: half the mean difference of all pairs, over the mean. */
  @Test
  void equalsTheMeanDifferenceOfAllPairs() {
    Random random = new Random(3);
    double[] map = random.doubles(40, -1, 1).toArray();
    double differences = 0;
    double sum = 0;
    for (double a : map) {
      sum += Math.abs(a);
      for (double b : map) {
        differences += Math.abs(Math.abs(a) - Math.abs(b));
      }
    }
    double naive = differences / (2 * map.length * sum);
    assertEquals(naive, GiniIndex.of(map), 1e-12);
  }

  @Test
  void aBlankMapHasNoIndex() {
    assertTrue(Double.isNaN(GiniIndex.of(new double[3])));
  }
}

package org.pixelwhy.spark.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;

class OutsideShareTest {
  private static final int[] EXTENTS = {9, 13};

  @Test
  void isWhatLoopsOverAllPairsOfPixelsFind() {
    Random random = new Random(3);
    for (int radius = 1; radius < 5; radius++) {
      Mask segment = Mask.of(EXTENTS, i -> random.nextInt(20) == 0);
      float[] values = new float[9 * 13];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      values[7] = Float.NaN;
      Grid map = new Grid(9, 13, values);
      assertEquals(naive(map, segment, radius), OutsideShare.of(map, segment, radius), 1e-12);
    }
  }

  private static double naive(Grid map, Mask segment, int radius) {
    double outside = 0;
    double all = 0;
    for (int i = 0; i < map.values().length; i++) {
      if (!Float.isFinite(map.values()[i])) {
        continue;
      }
      boolean near = false;
      for (int member : segment.indices()) {
        near |=
            Math.abs(member / 13 - i / 13) <= radius && Math.abs(member % 13 - i % 13) <= radius;
      }
      outside += near ? 0 : Math.abs(map.values()[i]);
      all += Math.abs(map.values()[i]);
    }
    return outside / all;
  }

  @Test
  void isOneWithoutASegmentAndZeroWithinIt() {
    float[] ones = new float[9 * 13];
    Arrays.fill(ones, 1);
    Grid map = new Grid(9, 13, ones);
    assertEquals(1, OutsideShare.of(map, Mask.empty(9, 13)));
    assertEquals(0, OutsideShare.of(map, Mask.full(9, 13)));
  }

  @Test
  void isNoNumberForABlankMap() {
    assertTrue(Double.isNaN(OutsideShare.of(new Grid(9, 13, new float[117]), Mask.full(9, 13))));
  }

  @Test
  void surroundingsAreATwentiethOfTheLongerSide() {
    float[] values = new float[40 * 100];
    values[5] = 1;
    values[6] = 1;
    Mask corner = Mask.of(new int[] {40, 100}, i -> i == 0);
    assertEquals(0.5, OutsideShare.of(new Grid(40, 100, values), corner));
  }
}

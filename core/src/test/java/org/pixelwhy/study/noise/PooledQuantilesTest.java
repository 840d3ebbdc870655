package org.pixelwhy.study.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.study.noise.PooledQuantiles.End;

/** Order statistics of values that are not kept. */
class PooledQuantilesTest {
  private static float[] reached(float[][] values, double... shares) {
    End[] ends = ends(values, shares);
    float[] reached = new float[ends.length];
    for (int i = 0; i < reached.length; i++) {
      reached[i] = ends[i].value();
    }
    return reached;
  }

  private static End[] ends(float[][] values, double... shares) {
    return new PooledQuantiles(consumer -> Arrays.stream(values).forEach(consumer)).ends(shares);
  }

  @Test
  void theyAreThoseOfASortedArray() {
    Random random = new Random(3);
    float[][] parts = new float[7][];
    float[] all = new float[0];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new float[100 + 13 * i];
      for (int k = 0; k < parts[i].length; k++) {
        // Of very different magnitudes, both signs, many ties.
        float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4));
        parts[i][k] = random.nextInt(4) == 0 ? Math.round(value) : value;
      }
      int before = all.length;
      all = Arrays.copyOf(all, before + parts[i].length);
      System.arraycopy(parts[i], 0, all, before, parts[i].length);
    }
    Arrays.sort(all);
    double[] shares = {0.001, 0.05, 0.25, 0.5, 0.75, 0.999, 1};
    float[] found = reached(parts, shares);
    for (int i = 0; i < shares.length; i++) {
      int rank = (int) Math.ceil(shares[i] * all.length - 1e-9);
      assertEquals(all[all.length - rank] + 0f, found[i], "share " + shares[i]);
    }
  }

  @Test
  void noneIsReachedByNothingAndAllByTheLeast() {
    float[][] values = {{2, -3}, {0.5f}};
    assertArrayEquals(new float[] {Float.POSITIVE_INFINITY, -3}, reached(values, 0, 1));
  }

  @Test
  void ofEqualValuesOnlyAPortionIsPartOfTheShare() {
    // The greatest 4 of 10 are 5, 3 and two of the eight zeros.
    End end = ends(new float[][] {{5, 0, 0, 0}, {0, 0, 3, 0, -0f, 0}}, 0.4)[0];
    assertEquals(0, end.value());
    assertEquals(0.25, end.portion(), 1e-12);
  }

  @Test
  void bothZerosAreOne() {
    assertArrayEquals(new float[] {0, 0}, reached(new float[][] {{-0f, 0f, -1}}, 0.3, 0.6));
  }
}

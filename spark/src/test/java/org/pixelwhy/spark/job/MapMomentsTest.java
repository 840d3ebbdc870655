package org.pixelwhy.spark.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MapMomentsTest {
  private static final int SIZE = 5;

  private static float[][] maps(int count) {
    Random random = new Random(1);
    float[][] maps = new float[count][SIZE];
    for (float[] map : maps) {
      for (int i = 0; i < SIZE; i++) {
        map[i] = (float) (100 + random.nextGaussian());
      }
    }
    return maps;
  }

  private static MapMoments of(float[][] maps, int from, int to) {
    MapMoments moments = new MapMoments(SIZE);
    for (int i = from; i < to; i++) {
      moments.add(maps[i]);
    }
    return moments;
  }

  @Test
  void areThoseOfTwoPasses() {
    float[][] maps = maps(50);
    MapMoments moments = of(maps, 0, 50);
    double[] mean = new double[SIZE];
    double[] deviation = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (float[] map : maps) {
        mean[i] += map[i] / 50.0;
      }
      for (float[] map : maps) {
        deviation[i] += (map[i] - mean[i]) * (map[i] - mean[i]);
      }
      deviation[i] = Math.sqrt(deviation[i] / 49);
    }
    assertArrayEquals(mean, moments.mean(), 1e-10);
    assertArrayEquals(deviation, moments.deviation(), 1e-10);
  }

  @Test
  void areTheSameWhereverTheMapsAreDivided() {
    float[][] maps = maps(31);
    MapMoments whole = of(maps, 0, 31);
    for (int cut = 0; cut <= 31; cut++) {
      MapMoments merged = of(maps, 0, cut);
      merged.merge(of(maps, cut, 31));
      assertEquals(31, merged.count());
      assertArrayEquals(whole.mean(), merged.mean(), 1e-10);
      assertArrayEquals(whole.deviation(), merged.deviation(), 1e-10);
    }
  }

  @Test
  void ofOneMapHaveNoSpread() {
    MapMoments one = of(maps(1), 0, 1);
    assertTrue(Double.isNaN(one.deviation()[0]));
  }

  @Test
  void aPixelThatIsNotFiniteOnceHasNoMean() {
    MapMoments moments = of(maps(3), 0, 3);
    moments.add(new float[] {Float.NaN, 1, 1, 1, 1});
    assertTrue(Double.isNaN(moments.mean()[0]));
    assertTrue(Double.isFinite(moments.mean()[1]));
  }

  @Test
  void refuseMapsOfAnotherSize() {
    MapMoments moments = new MapMoments(SIZE);
    assertThrows(IllegalArgumentException.class, () -> moments.add(new float[SIZE + 1]));
  }
}

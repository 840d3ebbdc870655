package org.pixelwhy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderStatisticTest {
  @Test
  void isWhatSortingGives() {
    Random random = new Random(1);
    for (int length : new int[] {1, 2, 7, 300}) {
      for (float scale : new float[] {0, 1e-40f, 1, 3e38f}) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
          values[i] = random.nextInt(4) == 0 ? -0.0f : scale * (random.nextFloat() - 0.5f);
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < length; i++) {
          assertEquals(sorted[i], OrderStatistic.of(values, i));
        }
      }
    }
  }
}

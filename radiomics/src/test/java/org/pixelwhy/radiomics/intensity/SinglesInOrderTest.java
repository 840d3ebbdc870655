package org.pixelwhy.radiomics.intensity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SinglesInOrderTest {
  @Test
  void numbersOfAllMagnitudesAndBothSignsRise() {
    Random random = new Random(2);
    double[] numbers = new double[5000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
    }
    numbers[7] = 0;
    numbers[8] = -Float.MAX_VALUE;
    numbers[9] = Float.MAX_VALUE;
    numbers[10] = -Float.MIN_VALUE;
    double[] expected = numbers.clone();
    Arrays.sort(expected);
    assertArrayEquals(expected, SinglesInOrder.of(numbers));
  }

  @Test
  void negativeZeroIsZero() {
    assertArrayEquals(new double[] {-1, 0, 0, 2}, SinglesInOrder.of(new double[] {2, -0.0, -1, 0}));
  }
}

package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.perturbation.RiseOptions.Sampling;

class SpreadNumbersTest {
  private static final int GROUP = SpreadNumbers.GROUP;

  /** Numbers {@code [mask][dimension]} of one group. */
  private static double[][] group(long seed, int group, int dimensions) {
    double[][] numbers = new double[GROUP][dimensions];
    for (int i = 0; i < GROUP; i++) {
      SpreadNumbers spread = new SpreadNumbers(seed, group * GROUP + i);
      Arrays.setAll(numbers[i], d -> spread.next());
    }
    return numbers;
  }

  @Test
  void fallOnceIntoEveryPartAlongEveryDimension() {
    double[][] numbers = group(3, 5, 67);
    for (int d = 0; d < 67; d++) {
      Set<Integer> parts = new HashSet<>();
      for (double[] mask : numbers) {
        parts.add((int) (mask[d] * GROUP));
      }
      assertEquals(GROUP, parts.size());
    }
  }

  @Test
  void neighboursFallOnceIntoEveryCellOfEveryGrid() {
    double[][] numbers = group(4, 0, 20);
    for (int d = 0; d < 20; d += 2) {
      for (int rows = 1; rows <= GROUP; rows *= 2) {
        Set<Integer> cells = new HashSet<>();
        for (double[] mask : numbers) {
          int row = (int) (mask[d] * rows);
          int column = (int) (mask[d + 1] * (GROUP / rows));
          cells.add(row * GROUP + column);
        }
        assertEquals(GROUP, cells.size(), "grid of " + rows + " rows");
      }
    }
  }

  @Test
  void areUniformAndDoNotDependOnThoseOfOtherDimensionsAndGroups() {
    int groups = 400;
    double[] means = new double[6];
    double across = 0;
    double between = 0;
    double previous = 0;
    for (int g = 0; g < groups; g++) {
      double[][] numbers = group(9, g, 6);
      for (double[] mask : numbers) {
        across += (mask[0] - 0.5) * (mask[3] - 0.5) / (groups * GROUP);
      }
      for (int d = 0; d < 6; d++) {
        means[d] += numbers[7][d] / groups;
      }
      between += (numbers[7][0] - 0.5) * (previous - 0.5) / groups;
      previous = numbers[7][0];
    }
    for (double mean : means) {
      assertEquals(0.5, mean, 4 * Math.sqrt(1.0 / 12 / groups));
    }
    assertEquals(0, across, 4.0 / 12 / Math.sqrt(groups * GROUP));
    assertEquals(0, between, 4.0 / 12 / Math.sqrt(groups));
  }

  @Test
  void dependOnSeedAndMaskAlone() {
    assertEquals(new SpreadNumbers(1, 70).next(), new SpreadNumbers(1, 70).next());
    assertNotEquals(new SpreadNumbers(1, 70).next(), new SpreadNumbers(2, 70).next());
    assertNotEquals(new SpreadNumbers(1, 6).next(), new SpreadNumbers(1, 70).next());
  }

  @Test
  void antitheticPairsAddUpToOne() {
    for (int pair = 0; pair < 50; pair++) {
      DoubleSupplier one = Sampling.ANTITHETIC.numbers(8, 2 * pair);
      DoubleSupplier other = Sampling.ANTITHETIC.numbers(8, 2 * pair + 1);
      for (int d = 0; d < 30; d++) {
        double u = one.getAsDouble();
        double v = other.getAsDouble();
        assertEquals(Math.nextDown(1.0), u + v);
        assertTrue(v >= 0 && v < 1);
      }
    }
  }

  @Test
  void everySamplingKeepsItsShareOfEveryCell() {
    for (Sampling sampling : Sampling.values()) {
      int masks = 6400;
      int[] kept = new int[9];
      for (int i = 0; i < masks; i++) {
        DoubleSupplier numbers = sampling.numbers(2, i);
        for (int cell = 0; cell < kept.length; cell++) {
          kept[cell] += numbers.getAsDouble() < 0.3 ? 1 : 0;
        }
      }
      double deviation = Math.sqrt(0.3 * 0.7 / masks);
      for (int count : kept) {
        assertEquals(0.3, (double) count / masks, 4 * deviation, sampling.toString());
      }
    }
  }
}

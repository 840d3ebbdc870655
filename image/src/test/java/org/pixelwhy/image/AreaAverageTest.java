package org.pixelwhy.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaAverageTest {
  /** Both grids on one so fine that cells of each are whole numbers of its points. */
  private static double[] naive(double[] values, int[] from, int[] to) {
    double[] sums = new double[to[0] * to[1]];
    int height = from[0] * to[0];
    int width = from[1] * to[1];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = values[y / to[0] * from[1] + x / to[1]];
        sums[y / from[0] * to[1] + x / from[1]] += value / (from[0] * from[1]);
      }
    }
    return sums;
  }

  @ParameterizedTest
  @CsvSource({"4,6,2,3", "5,7,3,2", "3,2,7,5", "4,4,4,4", "1,1,3,2", "6,5,1,1"})
  void agreesWithCountingPointsOfAFineGrid(int height, int width, int newHeight, int newWidth) {
    double[] values = new Random(1).doubles((long) height * width).toArray();
    int[] from = {height, width};
    int[] to = {newHeight, newWidth};
    assertArrayEquals(naive(values, from, to), AreaAverage.resize(values, from, to), 1e-12);
  }

  @Test
  void keepsTheMeanOfVolumes() {
    double[] values = new Random(1).doubles(2 * 3 * 5).toArray();
    double[] resized = AreaAverage.resize(values, new int[] {2, 3, 5}, new int[] {3, 2, 4});
    double mean = DoubleStream.of(values).average().orElseThrow();
    assertEquals(mean, DoubleStream.of(resized).average().orElseThrow(), 1e-12);
  }
}

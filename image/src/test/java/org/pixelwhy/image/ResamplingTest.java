package org.pixelwhy.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.tensor.InputException;

class ResamplingTest {
  private static Grid row(float... values) {
    return new Grid(1, values.length, values);
  }

  private static Grid random(int height, int width) {
    Random random = new Random(5);
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return new Grid(height, width, values);
  }

  @ParameterizedTest
  @EnumSource
  void sameSizeIsTheSameMap(Resampling resampling) {
    Grid grid = random(5, 7);
    assertSame(grid, resampling.resize(grid, 5, 7));
  }

  @Test
  void bilinearDoublingKeepsTheEdgesAndMixesQuarters() {
    Grid doubled = Resampling.BILINEAR.resize(row(0, 4, 8), 1, 6);
    assertArrayEquals(new float[] {0, 1, 3, 5, 7, 8}, doubled.values());
  }

  @Test
  void bilinearDoublingOfASquareMixesBothAxes() {
    Grid doubled = Resampling.BILINEAR.resize(new Grid(2, 2, new float[] {0, 4, 8, 12}), 4, 4);
    float[] expected = {0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12};
    assertArrayEquals(expected, doubled.values());
  }

  @Test
  void bilinearShrinkingToAThirdTakesTheCentres() {
    Grid third = Resampling.BILINEAR.resize(row(0, 1, 2, 10, 11, 12), 1, 2);
    assertArrayEquals(new float[] {1, 11}, third.values());
  }

  @Test
  void antialiasedHalvingWeighsOneThreeThreeOne() {
    // Reach 2 about the centre 4 of eight pixels: distances 0.5 and 1.5, weights 3/8 and 1/8.
    Grid halved = Resampling.BILINEAR_ANTIALIASED.resize(row(0, 0, 8, 0, 0, 0, 0, 0), 1, 4);
    assertEquals(8 * 3 / 8f, halved.at(0, 1), 1e-6f);
    assertEquals(8 * 1 / 7f, halved.at(0, 0), 1e-6f);
    assertEquals(0, halved.at(0, 3), 0);
    assertEquals(8 * 0 / 8f, halved.at(0, 2), 1e-6f);
  }

  @Test
  void antialiasingChangesNothingWhenEnlarging() {
    Grid grid = random(4, 5);
    assertArrayEquals(
        Resampling.BILINEAR.resize(grid, 9, 13).values(),
        Resampling.BILINEAR_ANTIALIASED.resize(grid, 9, 13).values());
  }

  @Test
  void antialiasedEnlargingTwiceUsesHalfPixelCentres() {
    Grid large = Resampling.BILINEAR_ANTIALIASED.resize(new Grid(1, 2, new float[] {0, 4}), 2, 4);
    assertArrayEquals(new float[] {0, 1, 3, 4, 0, 1, 3, 4}, large.values(), 1e-6f);
  }

  @Test
  void antialiasedEnlargingEqualsBilinearInterpolationWrittenOut() {
    Random random = new Random(7);
    float[] values = new float[5 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Grid small = new Grid(5, 3, values);
    Grid large = Resampling.BILINEAR_ANTIALIASED.resize(small, 12, 11);
    for (int row = 0; row < 12; row++) {
      for (int column = 0; column < 11; column++) {
        double y = Math.min(4, Math.max(0, (row + 0.5) * 5 / 12 - 0.5));
        double x = Math.min(2, Math.max(0, (column + 0.5) * 3 / 11 - 0.5));
        assertEquals(bilinear(small, y, x), large.at(row, column), 1e-6);
      }
    }
  }

  private static double bilinear(Grid grid, double y, double x) {
    int row = Math.min(grid.height() - 2, (int) y);
    int column = Math.min(grid.width() - 2, (int) x);
    double down = y - row;
    double across = x - column;
    return (1 - down) * (1 - across) * grid.at(row, column)
        + (1 - down) * across * grid.at(row, column + 1)
        + down * (1 - across) * grid.at(row + 1, column)
        + down * across * grid.at(row + 1, column + 1);
  }

  @Test
  void antialiasedShrinkingSkipsNoPixel() {
    for (int hot = 0; hot < 49; hot++) {
      float[] values = new float[49];
      values[hot] = 1;
      Grid small = Resampling.BILINEAR_ANTIALIASED.resize(new Grid(7, 7, values), 2, 2);
      assertTrue(small.max() > 0, "pixel " + hot);
    }
    float[] even = new float[49];
    Arrays.fill(even, 3);
    Grid small = Resampling.BILINEAR_ANTIALIASED.resize(new Grid(7, 7, even), 2, 2);
    assertArrayEquals(new float[] {3, 3, 3, 3}, small.values(), 1e-6f);
  }

  @ParameterizedTest
  @EnumSource(names = {"BILINEAR", "BILINEAR_ANTIALIASED"})
  void notANumberDoesNotSpreadToWhereItCountsForNothing(Resampling resampling) {
    float nan = Float.NaN;
    assertArrayEquals(
        new float[] {1, 1, nan, nan, nan, nan}, resampling.resize(row(1, nan), 1, 6).values());
    assertEquals(1, resampling.resize(row(1, 1, 1, 1, nan, 1), 1, 2).at(0, 0), 1e-6f);
  }

  @Test
  void nearestRepeatsPixelsAndShrinksToCentres() {
    assertArrayEquals(
        new float[] {1, 1, 2, 2, 3, 3}, Resampling.NEAREST.resize(row(1, 2, 3), 1, 6).values());
    assertArrayEquals(
        new float[] {2, 5}, Resampling.NEAREST.resize(row(1, 2, 3, 4, 5, 6), 1, 2).values());
  }

  @Test
  void bilinearEqualsAPlainLoopInDouble() {
    Grid grid = random(6, 11);
    Grid resized = Resampling.BILINEAR.resize(grid, 17, 4);
    for (int row = 0; row < 17; row++) {
      for (int column = 0; column < 4; column++) {
        double y = Math.max(0, Math.min(5, (row + 0.5) * 6 / 17 - 0.5));
        double x = Math.max(0, Math.min(10, (column + 0.5) * 11 / 4 - 0.5));
        int y0 = (int) y;
        int x0 = (int) x;
        int y1 = Math.min(5, y0 + 1);
        int x1 = Math.min(10, x0 + 1);
        double top = grid.at(y0, x0) * (1 - x + x0) + grid.at(y0, x1) * (x - x0);
        double bottom = grid.at(y1, x0) * (1 - x + x0) + grid.at(y1, x1) * (x - x0);
        assertEquals(top * (1 - y + y0) + bottom * (y - y0), resized.at(row, column), 1e-6);
      }
    }
  }

  @Test
  void everyChannelOfAnImageIsResizedByItself() {
    Image image = new Image(2, 1, 2, new float[] {0, 4, 100, 104}, 255, List.of("a note"));
    Image resized = Resampling.BILINEAR.resize(image, 2, 4);
    assertArrayEquals(
        new float[] {0, 1, 3, 4, 0, 1, 3, 4, 100, 101, 103, 104, 100, 101, 103, 104},
        resized.values());
    assertEquals(255, resized.range());
    assertEquals(List.of("a note"), resized.notes());
  }

  @Test
  void aMaskIsNeitherShiftedNorMirrored() {
    Mask corner = Mask.of(new int[] {2, 3}, i -> i == 1);
    Mask expected = Mask.of(new int[] {4, 6}, i -> i / 6 < 2 && (i % 6 == 2 || i % 6 == 3));
    assertEquals(expected, Resampling.resize(corner, 4, 6));
    assertEquals(corner, Resampling.resize(expected, 2, 3));
    assertSame(corner, Resampling.resize(corner, 2, 3));
  }

  @Test
  void anEmptySizeIsRefused() {
    assertThrows(InputException.class, () -> Resampling.BILINEAR.resize(row(1), 0, 3));
    assertThrows(InputException.class, () -> Resampling.resize(Mask.full(1, 1), 1 << 20, 1 << 20));
  }
}

package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomMasksTest {
  private static final RiseOptions OPTIONS =
      RiseOptions.defaults().withMasks(1000).withCells(4, 0.3).withSeed(5);

  private static float[] mask(RiseOptions options, int index, int... extents) {
    float[] mask = new float[Arrays.stream(extents).reduce(1, (a, b) -> a * b)];
    options.draw(extents).write(index, mask);
    return mask;
  }

  /** The value of a grid along one axis, its cells' centres {@code (k + 0.5) / cells}. */
  private static double between(double[] cells, int length, int position) {
    double place = (position + 0.5) / length * cells.length - 0.5;
    place = Math.min(Math.max(place, 0), cells.length - 1);
    int low = (int) Math.floor(place);
    int high = Math.min(low + 1, cells.length - 1);
    return cells[low] * (1 - (place - low)) + cells[high] * (place - low);
  }

  @Test
  void areCoarseGridsEnlargedShiftedAndCut() {
    int height = 10;
    int width = 15;
    for (int index = 0; index < 20; index++) {
      SplitMix random = new SplitMix(5, index);
      double[][] grid = new double[4][4];
      for (double[] row : grid) {
        Arrays.setAll(row, k -> random.nextDouble() < 0.3 ? 1 : 0);
      }
      int down = random.nextInt(3);
      int right = random.nextInt(4);
      float[] mask = mask(OPTIONS, index, height, width);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double[] column = new double[4];
          for (int k = 0; k < 4; k++) {
            column[k] = between(grid[k], 5 * 4, x + right);
          }
          assertEquals(between(column, 5 * 3, y + down), mask[y * width + x], 1e-6);
        }
      }
    }
  }

  @Test
  void keepTheirShareOfPixels() {
    double sum = 0;
    for (int i = 0; i < 1000; i++) {
      for (float value : mask(OPTIONS, i, 9, 7)) {
        assertTrue(value >= 0 && value <= 1);
        sum += value;
      }
    }
    assertEquals(0.3, sum / (1000 * 63), 0.01);
  }

  @Test
  void dependOnSeedAndNumberAlone() {
    float[] mask = mask(OPTIONS, 7, 9, 7);
    assertArrayEquals(mask, mask(OPTIONS.withMasks(8), 7, 9, 7));
    assertFalse(Arrays.equals(mask, mask(OPTIONS, 8, 9, 7)));
    assertFalse(Arrays.equals(mask, mask(OPTIONS.withSeed(6), 7, 9, 7)));
  }

  @Test
  void ofVolumesAreSmoothAlongEveryAxis() {
    float[] mask = mask(RiseOptions.defaults().withCells(2, 0.5), 3, 16, 12, 20);
    assertTrue(Arrays.equals(mask, mask.clone()));
    for (int i = 0; i + 240 < mask.length; i++) {
      assertTrue(Math.abs(mask[i + 240] - mask[i]) <= 2.0 / 24 * 1.01, "between slices");
      assertTrue((i + 1) % 20 == 0 || Math.abs(mask[i + 1] - mask[i]) <= 2.0 / 30 * 1.01);
    }
  }

  @Test
  void areKnownInAdvance() {
    SplitMix random = new SplitMix(0, 0);
    assertEquals(0, new SplitMix(1, 2).nextInt(1));
    double first = random.nextDouble();
    assertEquals(first, new SplitMix(0, 0).nextDouble());
    assertTrue(first >= 0 && first < 1);
  }
}

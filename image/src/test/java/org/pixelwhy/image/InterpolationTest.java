package org.pixelwhy.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

class InterpolationTest {
  private static final double[] ROW = {0, 4};

  private static double[] resize(Interpolation interpolation, int to) {
    return interpolation.resize(ROW, new int[] {2}, new int[] {to});
  }

  @Test
  void linearReadsBetweenTheMiddlesOfCells() {
    assertArrayEquals(new double[] {0, 1, 3, 4}, resize(Interpolation.LINEAR, 4));
    assertArrayEquals(new double[] {2}, resize(Interpolation.LINEAR, 1));
  }

  @Test
  void nearestRepeatsCells() {
    assertArrayEquals(new double[] {0, 0, 0, 4, 4}, resize(Interpolation.NEAREST, 5));
  }

  @Test
  void alignedCornersStayWhereTheyAre() {
    assertArrayEquals(new double[] {0, 1, 2, 3, 4}, resize(Interpolation.LINEAR_CORNERS, 5));
    assertArrayEquals(new double[] {0}, resize(Interpolation.LINEAR_CORNERS, 1));
  }

  @Test
  void everyAxisOfAVolumeIsResized() {
    double[] corner = {0, 1, 2, 3, 4, 5, 6, 7};
    double[] large =
        Interpolation.LINEAR_CORNERS.resize(corner, new int[] {2, 2, 2}, new int[] {3, 3, 3});
    for (int z = 0; z < 3; z++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 3; x++) {
          double expected = 2 * z + y + x / 2.0;
          assertArrayEquals(
              new double[] {expected}, new double[] {large[(z * 3 + y) * 3 + x]}, 1e-12);
        }
      }
    }
  }

  @Test
  void aTensorKeepsItsBatchAndChannels() {
    Tensor map = Tensor.of(new float[] {0, 4, 10, 14}, 1, 2, 1, 2);
    Tensor large = Interpolation.LINEAR.resize(map, Shape.of(1, 3, 1, 4));
    assertEquals(Shape.of(1, 2, 1, 4), large.shape());
    assertArrayEquals(new float[] {0, 1, 3, 4, 10, 11, 13, 14}, large.toFloats());
  }

  @Test
  void aTensorOfAnotherRankIsRefused() {
    Tensor map = Tensor.of(new float[4], 1, 1, 2, 2);
    assertThrows(
        InputException.class, () -> Interpolation.LINEAR.resize(map, Shape.of(1, 1, 2, 2, 2)));
  }
}

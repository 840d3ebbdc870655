package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.tensor.Tensor;

class TilesTest {
  private static final int REACH = 2;

  private static Tensor noise(int height, int width) {
    Random random = new Random(3);
    float[] values = new float[2 * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Tensor.of(values, 1, 2, height, width);
  }

  /** Sums of both channels over 5 x 5 pixels, those beyond the edge 0; and the first channel. */
  private static Tensor blurred(Tensor images) {
    int count = (int) images.shape().dim(0);
    int height = (int) images.shape().dim(2);
    int width = (int) images.shape().dim(3);
    float[] sums = new float[2 * count * height * width];
    for (int i = 0; i < sums.length; i++) {
      int column = i % width;
      int row = i / width % height;
      int image = i / width / height / 2;
      if (i / width / height % 2 == 1) {
        sums[i] = at(images, image, 0, row, column);
        continue;
      }
      for (int y = Math.max(0, row - REACH); y <= Math.min(height - 1, row + REACH); y++) {
        for (int x = Math.max(0, column - REACH); x <= Math.min(width - 1, column + REACH); x++) {
          sums[i] += at(images, image, 0, y, x) + at(images, image, 1, y, x);
        }
      }
    }
    return Tensor.of(sums, count, 2, height, width);
  }

  private static float at(Tensor images, int image, int channel, int row, int column) {
    int height = (int) images.shape().dim(2);
    int width = (int) images.shape().dim(3);
    return (float) images.get(((image * 2 + channel) * height + row) * width + column);
  }

  @ParameterizedTest
  @CsvSource({"40, 33, 16, 16", "16, 16, 16, 16", "17, 64, 16, 20", "100, 16, 24, 16"})
  void partsOfANetworkThatSeesNoFartherThanTheOverlapAreTheWhole(
      int height, int width, int down, int across) {
    Tensor image = noise(height, width);
    for (int batch : new int[] {1, 3, 50}) {
      Tensor parts = new Tiles(new Size(down, across), batch).over(TilesTest::blurred).apply(image);
      assertEquals(image.shape(), parts.shape());
      assertArrayEquals(blurred(image).toFloats(), parts.toFloats(), 1e-4f);
    }
  }

  @Test
  void whatIsSmallerThanAPartGoesOnBeyondItsEdge() {
    Tensor image = noise(5, 9);
    Tensor parts = new Tiles(new Size(8, 8), 2).over(UnaryOperator.identity()).apply(image);
    assertArrayEquals(image.toFloats(), parts.toFloats());
  }

  @Test
  void neverRunsMorePartsAtOnceThanAsked() {
    List<Long> runs = new ArrayList<>();
    new Tiles(new Size(8, 8), 4)
        .over(
            parts -> {
              runs.add(parts.shape().dim(0));
              return parts;
            })
        .apply(noise(20, 20));
    assertTrue(runs.stream().allMatch(count -> count <= 4), runs.toString());
    assertEquals(9, runs.stream().mapToLong(count -> count).sum());
  }
}

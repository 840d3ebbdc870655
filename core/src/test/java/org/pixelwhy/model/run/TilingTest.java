package org.pixelwhy.model.run;

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

class TilingTest {
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

  /** What is said of each tile, weighed by hand. */
  private static float[] naive(Tensor image, Tiling tiling, int[] tops, int[] lefts) {
    int height = (int) image.shape().dim(2);
    int width = (int) image.shape().dim(3);
    double[] sums = new double[2 * height * width];
    double[] weights = new double[height * width];
    for (int top : tops) {
      for (int left : lefts) {
        float[] tile = new float[2 * tiling.height() * tiling.width()];
        int area = tiling.height() * tiling.width();
        for (int i = 0; i < tile.length; i++) {
          int y = top + i % area / tiling.width();
          tile[i] = at(image, 0, i / area, y, left + i % tiling.width());
        }
        Tensor found = blurred(Tensor.of(tile, 1, 2, tiling.height(), tiling.width()));
        for (int i = 0; i < tile.length; i++) {
          double dy = (i % area / tiling.width() + 0.5) * 8 / tiling.height() - 4;
          double dx = (i % tiling.width() + 0.5) * 8 / tiling.width() - 4;
          double weight = Math.exp(-(dy * dy + dx * dx) / 2);
          int place = (top + i % area / tiling.width()) * width + left + i % tiling.width();
          sums[i / area * height * width + place] += weight * found.get(i);
          weights[place] += i < area ? weight : 0;
        }
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (float) (sums[i] / weights[i % weights.length]);
    }
    return means;
  }

  @Test
  void logitsAreAveragedAsThoseOfAPrediction() {
    Tensor image = noise(40, 33);
    int[] tops = {0, 12, 24};
    int[] lefts = {0, 12, 17};
    Tiling tiling = Tiling.of(new Size(16, 16));
    float[] expected = naive(image, tiling, tops, lefts);
    for (int batch : new int[] {1, 4, 50}) {
      Tensor found = tiling.over(TilingTest::blurred, batch).apply(image);
      assertEquals(image.shape(), found.shape());
      assertArrayEquals(expected, found.toFloats(), 1e-4f);
    }
  }

  @ParameterizedTest
  @CsvSource({"40, 33, 16, 16", "16, 16, 16, 16", "17, 64, 16, 20", "100, 16, 24, 16"})
  void aNetworkThatLooksAtEachPixelByItselfSaysTheSame(
      int height, int width, int down, int across) {
    Tensor image = noise(height, width);
    Tiling tiling = Tiling.of(new Size(down, across));
    assertEquals(image, tiling.over(UnaryOperator.identity(), 3).apply(image));
  }

  @Test
  void whatIsSmallerThanAPartGoesOnBeyondItsEdge() {
    Tensor image = noise(5, 9);
    Tensor parts = Tiling.of(new Size(8, 8)).over(UnaryOperator.identity(), 2).apply(image);
    assertArrayEquals(image.toFloats(), parts.toFloats());
  }

  @Test
  void neverRunsMorePartsAtOnceThanAsked() {
    List<Long> runs = new ArrayList<>();
    Tiling.of(new Size(8, 8))
        .over(
            parts -> {
              runs.add(parts.shape().dim(0));
              return parts;
            },
            4)
        .apply(noise(20, 20));
    assertTrue(runs.stream().allMatch(count -> count <= 4), runs.toString());
    assertEquals(9, runs.stream().mapToLong(count -> count).sum());
  }
}

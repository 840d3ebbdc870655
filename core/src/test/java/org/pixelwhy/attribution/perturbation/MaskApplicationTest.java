package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.model.Net;
import org.pixelwhy.tensor.Tensor;

class MaskApplicationTest {
  private static final int HEIGHT = 9;
  private static final int WIDTH = 11;
  private static final Tensor IMAGE = Net.noise(4, 1, 2, HEIGHT, WIDTH);

  private static double value(int channel, int pixel) {
    return IMAGE.get(channel * HEIGHT * WIDTH + pixel);
  }

  private static int at(int row, int column) {
    return row * WIDTH + column;
  }

  @Test
  void fillsWithOneValueOrWithABaselinesValues() {
    int[] pixels = {at(2, 3), at(8, 10)};
    assertArrayEquals(new float[] {5, 5}, MaskApplication.fill(5).of(IMAGE).covered(1, pixels));
    Tensor blurred = new Baseline.Blurred(2).of(IMAGE);
    float[] found = MaskApplication.by(new Baseline.Blurred(2)).of(IMAGE).covered(1, pixels);
    assertEquals(blurred.get(HEIGHT * WIDTH + pixels[1]), found[1]);
    double mean = 0;
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      mean += value(0, i) / (HEIGHT * WIDTH);
    }
    float[] means = MaskApplication.by(new Baseline.Mean()).of(IMAGE).covered(0, pixels);
    assertEquals(mean, means[0], 1e-6);
  }

  @Test
  void fillsWithTheMeanOfThePixelsAround() {
    // A cross at the left edge: its rectangle is rows 3 to 5 and columns 0 to 2.
    int[] cross = {at(3, 1), at(4, 0), at(4, 1), at(4, 2), at(5, 1)};
    double sum = 0;
    int count = 0;
    for (int row = 0; row <= 8; row++) {
      for (int column = 0; column <= 5; column++) {
        boolean covered = row == 4 && column <= 2 || column == 1 && (row == 3 || row == 5);
        sum += covered ? 0 : value(1, at(row, column));
        count += covered ? 0 : 1;
      }
    }
    for (float found : MaskApplication.localMean().of(IMAGE).covered(1, cross)) {
      assertEquals(sum / count, found, 1e-6);
    }
  }

  @Test
  void aShapeThatCoversEverythingIsFilledWithItsOwnMean() {
    Tensor image = Tensor.of(new float[] {1, 2, 3, 6}, 1, 1, 2, 2);
    float[] found = MaskApplication.localMean().of(image).covered(0, new int[] {0, 1, 2, 3});
    assertArrayEquals(new float[] {3, 3, 3, 3}, found);
  }

  @Test
  void darkensAndCutsOffAsTheOriginalDoes() {
    Tensor image = Tensor.of(new float[] {-2, 0.5f, 3}, 1, 1, 1, 3);
    int[] all = {0, 1, 2};
    assertArrayEquals(new float[] {-2, 0, 0}, MaskApplication.darken().of(image).covered(0, all));
    MaskApplication.Covering minimum = MaskApplication.minimum().of(image);
    assertArrayEquals(new float[] {-2, 0, 0}, minimum.covered(0, all));
    assertEquals(1, minimum.bare(3));
    assertEquals(3, MaskApplication.darken().of(image).bare(3));
  }

  @Test
  void areDescribedAlikeExactlyIfTheyDoTheSame() {
    assertEquals(MaskApplication.fill(1).description(), MaskApplication.fill(1).description());
    assertNotEquals(MaskApplication.fill(1).description(), MaskApplication.fill(2).description());
    assertNotEquals(
        MaskApplication.darken().description(), MaskApplication.minimum().description());
  }
}

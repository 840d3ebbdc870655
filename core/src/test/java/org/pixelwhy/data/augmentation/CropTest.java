package org.pixelwhy.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;

class CropTest {
  /** Every pixel holds its own number; a class of 2 x 2 pixels far from the middle. */
  private static Sample sample(int height, int width) {
    float[] values = new float[2 * height * width];
    byte[] classes = new byte[height * width];
    for (int i = 0; i < height * width; i++) {
      values[i] = i;
      values[height * width + i] = -i;
      classes[i] = (byte) (i / width < 2 && i % width >= width - 2 ? 1 : 0);
    }
    return new Sample(
        "s",
        new Image(2, height, width, values, 255, List.of()),
        new LabelMap(height, width, classes));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void imageAndLabelsAreCutAtOnePlace(boolean balanced) {
    Sample whole = sample(30, 40);
    Set<Integer> places = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      Sample part = new Crop(8, 12, balanced).apply(whole, new Random(seed));
      assertEquals(8, part.image().height());
      assertEquals(12, part.image().width());
      int first = (int) part.image().at(0, 0, 0);
      places.add(first);
      for (int i = 0; i < 8 * 12; i++) {
        int pixel = first + i / 12 * 40 + i % 12;
        assertEquals(pixel, part.image().at(0, i / 12, i % 12));
        assertEquals(-pixel, part.image().at(1, i / 12, i % 12));
        assertEquals(whole.labels().at(pixel), part.labels().at(i));
      }
    }
    assertTrue(places.size() > 20, places.toString());
  }

  @Test
  void theSameSeedCutsTheSamePart() {
    Crop crop = new Crop(8, 8, true);
    assertArrayEquals(
        crop.apply(sample(30, 40), new Random(7)).image().values(),
        crop.apply(sample(30, 40), new Random(7)).image().values());
  }

  @Test
  void everyPlaceIsReached() {
    Set<Float> places = new HashSet<>();
    for (int seed = 0; seed < 400; seed++) {
      places.add(new Crop(8, 8, false).apply(sample(10, 11), new Random(seed)).image().at(0, 0, 0));
    }
    assertEquals(3 * 4, places.size());
  }

  @Test
  void aRareClassIsMetAsOftenAsAnyIfClassesAreBalanced() {
    assertTrue(meets(true) > 90, "balanced: " + meets(true));
    assertTrue(meets(false) < 15, "not balanced: " + meets(false));
  }

  /** How many of 200 parts of a large image hold the small segment. */
  private static int meets(boolean balanced) {
    int found = 0;
    for (int seed = 0; seed < 200; seed++) {
      Sample part = new Crop(8, 8, balanced).apply(sample(60, 60), new Random(seed));
      found += part.labels().counts()[1] > 0 ? 1 : 0;
    }
    return found;
  }

  @Test
  void whatLiesBeyondASmallerImageCountsNowhere() {
    Sample part = new Crop(6, 5, true).apply(sample(4, 7), new Random(0));
    for (int column = 0; column < 5; column++) {
      assertEquals(LabelMap.IGNORED, part.labels().at(4, column));
      assertEquals(LabelMap.IGNORED, part.labels().at(5, column));
      assertTrue(part.labels().at(3, column) != LabelMap.IGNORED);
      assertEquals(part.image().at(0, 3, column), part.image().at(0, 5, column));
    }
  }

  @Test
  void readsSizes() {
    assertEquals(
        List.of(new Crop(256, 256, false), new HorizontalFlip(0.5)),
        AugmentationCatalogue.parse("crop=256,horizontal-flip"));
    assertEquals(
        List.of(new Crop(384, 512, true)), AugmentationCatalogue.parse("balanced-crop=512x384"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crop | expected crop=WIDTHxHEIGHT such as crop=256",
        "crop:0.5 | found 'crop:0.5'",
        "crop=0 | illegal size of a crop: 0 x 0",
        "crop=8,balanced-crop=9 | two crops are given",
        "crops=9 | Did you mean 'crop'"
      })
  void refusesWhatIsNoSize(String text, String message) {
    InputException e = assertThrows(InputException.class, () -> AugmentationCatalogue.parse(text));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}

package org.pixelwhy.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.image.Axis.Spacing.millimetres;
import static org.pixelwhy.image.Direction.BACK;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Ellipse;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;

class AugmentationTest {
  private static final int SIZE = 48;

  private static List<String> names() {
    return AugmentationCatalogue.names();
  }

  /** Two channels: 200 on the mask and 50 elsewhere; a ramp. */
  private static Sample sample(Mask mask) {
    int plane = mask.size();
    float[] values = new float[2 * plane];
    for (int i = 0; i < plane; i++) {
      values[i] = mask.get(i) ? 200 : 50;
      values[plane + i] = i % mask.width() * 2;
    }
    Axes axes =
        Axes.of(
            List.of(
                new Axis(
                    Axis.ROWS, mask.height(), Optional.of(millimetres(0.5)), Optional.of(BACK)),
                new Axis(
                    Axis.COLUMNS, mask.width(), Optional.of(millimetres(0.8)), Optional.empty())));
    Image image = new Image(new Field(axes, 2, values, 255, List.of()));
    return new Sample("s", image, LabelMap.of(mask));
  }

  private static Sample offCentre() {
    return sample(new Ellipse(8, 14, 20, 12).mask(SIZE, SIZE));
  }

  @ParameterizedTest
  @MethodSource("names")
  void imageAndLabelsMoveTogether(String name) {
    Augmentation augmentation = AugmentationCatalogue.parse(name + ":1").get(0);
    for (int seed = 0; seed < 10; seed++) {
      Sample changed = augmentation.apply(offCentre(), new Random(seed));
      float[] values = changed.image().values();
      int plane = SIZE * SIZE;
      float[] first = Arrays.copyOf(values, plane);
      float[] sorted = first.clone();
      Arrays.sort(sorted);
      float middle = (sorted[0] + sorted[plane - 1]) / 2;
      int unlike = 0;
      for (int i = 0; i < plane; i++) {
        unlike += first[i] > middle != (changed.labels().at(i) == 1) ? 1 : 0;
      }
      assertTrue(unlike <= 0.012 * plane, name + ": " + unlike + " pixels differ");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameSeedGivesTheSameSampleAndTheOriginalStays(String name) {
    Augmentation augmentation = AugmentationCatalogue.parse(name + ":1").get(0);
    Sample original = offCentre();
    Sample first = augmentation.apply(original, new Random(5));
    Sample second = augmentation.apply(original, new Random(5));
    assertArrayEquals(first.image().values(), second.image().values());
    assertEquals(first.labels(), second.labels());
    assertFalse(Arrays.equals(first.image().values(), original.image().values()), name);
    assertArrayEquals(offCentre().image().values(), original.image().values());
  }

  @ParameterizedTest
  @MethodSource("names")
  void probabilityZeroNeverChangesAnything(String name) {
    Augmentation never = AugmentationCatalogue.parse(name + ":0").get(0);
    Sample original = offCentre();
    for (int seed = 0; seed < 20; seed++) {
      assertSame(original, never.apply(original, new Random(seed)));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void itIsDrawnAboutAsOftenAsAsked(String name) {
    Augmentation half = AugmentationCatalogue.parse(name).get(0);
    Sample original = sample(new Ellipse(1, 1, 3, 4).mask(8, 8));
    int changed = 0;
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      changed += half.apply(original, random) == original ? 0 : 1;
    }
    assertTrue(changed > 150 && changed < 250, name + ": " + changed);
  }

  @Test
  void flipsAndTransposeMovePixelsExactly() {
    Sample original = sample(Mask.of(new int[] {3, 3}, i -> i == 1));
    assertEquals(3, label(new VerticalFlip(1), new HorizontalFlip(1), new Transpose(1), original));
    Sample wide = sample(Mask.of(new int[] {2, 3}, i -> i == 1));
    assertSame(wide, new Transpose(1).apply(wide, new Random(0)));
    Sample transposed = new Transpose(1).apply(original, new Random(0));
    assertEquals(List.of(0.8, 0.5), transposed.image().axes().spacing().orElseThrow());
    for (int i = 0; i < 9; i++) {
      assertEquals(original.image().at(1, i / 3, i % 3), transposed.image().at(1, i % 3, i / 3));
    }
  }

  /**
   * The place of the only member after three changes: bottom row, then the same, then transposed.
   */
  private static int label(Augmentation a, Augmentation b, Augmentation c, Sample sample) {
    Random random = new Random(0);
    Sample changed = a.apply(sample, random);
    assertArrayEquals(new int[] {7}, changed.labels().mask(1).indices());
    changed = b.apply(changed, random);
    changed = c.apply(changed, random);
    assertArrayEquals(new int[] {5}, changed.labels().mask(1).indices());
    return c.apply(a.apply(sample, random), random).labels().mask(1).indices()[0] - 2;
  }

  @Test
  void aDistortedGridKeepsItsCornersAndNeverFolds() {
    // The second channel is a ramp from left to right.
    Sample original = sample(new Ellipse(8, 14, 20, 12).mask(SIZE, SIZE));
    for (int seed = 0; seed < 20; seed++) {
      Image bent = new GridDistortion(1, 5, 0.9).apply(original, new Random(seed)).image();
      assertEquals(original.image().at(1, 0, 0), bent.at(1, 0, 0), 1e-3);
      assertEquals(original.image().at(1, 0, SIZE - 1), bent.at(1, 0, SIZE - 1), 1e-3);
      for (int column = 1; column < SIZE; column++) {
        assertTrue(bent.at(1, 7, column) >= bent.at(1, 7, column - 1), "column " + column);
      }
    }
    assertThrows(InputException.class, () -> new GridDistortion(1, 0, 0.3));
    assertThrows(InputException.class, () -> new GridDistortion(1, 5, 1));
  }

  @Test
  void aLensBendsLinesSymmetricallyAndLeavesTheMiddle() {
    Sample original = sample(Mask.of(new int[] {41, 41}, i -> i % 41 > 20));
    boolean cushion = false;
    boolean barrel = false;
    for (int seed = 0; seed < 20; seed++) {
      Image bent = new OpticalDistortion(1, 0.33).apply(original, new Random(seed)).image();
      assertEquals(original.image().at(1, 20, 20), bent.at(1, 20, 20), 1e-4);
      // The ramp is 2 for each column: what is right of the middle gains what the left loses.
      double right = bent.at(1, 20, 30) - 60;
      assertEquals(-right, bent.at(1, 20, 10) - 20, 1e-3);
      cushion |= right > 0.1;
      barrel |= right < -0.1;
    }
    assertTrue(cushion && barrel, "both are drawn");
    assertThrows(InputException.class, () -> new OpticalDistortion(1, 0.5));
  }

  @Test
  void oneOfSeveralIsDrawnEvenlyAndSeveralTogetherOrNotAtAll() {
    Sample original = sample(new Ellipse(1, 1, 3, 4).mask(8, 8));
    Sample left = new HorizontalFlip(1).apply(original, new Random(0));
    Sample upside = new VerticalFlip(1).apply(original, new Random(0));
    Sample both = new VerticalFlip(1).apply(left, new Random(0));
    List<Augmentation> flips = List.of(new HorizontalFlip(1), new VerticalFlip(1));
    int[] found = new int[3];
    Random random = new Random(4);
    for (int i = 0; i < 600; i++) {
      Sample one = new OneOf(0.5, flips).apply(original, random);
      found[one == original ? 0 : one.labels().equals(left.labels()) ? 1 : 2]++;
      assertTrue(List.of(original.labels(), left.labels(), upside.labels()).contains(one.labels()));
      Sample all = new Together(0.5, flips).apply(original, random);
      assertTrue(all == original || all.labels().equals(both.labels()));
    }
    assertEquals(300, found[0], 60);
    assertEquals(150, found[1], 45);
    assertEquals(150, found[2], 45);
    assertThrows(InputException.class, () -> new OneOf(1, List.of()));
  }

  @Test
  void turningAndZoomingKeepTheMiddleInTheMiddle() {
    for (int size : new int[] {40, 41}) {
      Mask disc = new Ellipse(size / 2.0 - 10, size / 2.0 - 10, 20, 20).mask(size, size);
      for (int seed = 0; seed < 20; seed++) {
        Sample turned = new Rotation(1, 180).apply(sample(disc), new Random(seed));
        assertCentred(turned.labels().mask(1), disc.count());
        Sample zoomed = new Zoom(1, 0.8, 1.25).apply(sample(disc), new Random(seed));
        double factor = 0.5 / zoomed.image().axes().spacing().orElseThrow().get(0);
        assertCentred(zoomed.labels().mask(1), factor * factor * disc.count());
      }
    }
  }

  private static void assertCentred(Mask mask, double area) {
    assertEquals(1, mask.count() / area, 0.12);
    double x = Arrays.stream(mask.indices()).mapToDouble(i -> i % mask.width() + 0.5).sum();
    double y = Arrays.stream(mask.indices()).mapToDouble(i -> i / mask.width() + 0.5).sum();
    assertEquals(mask.width() / 2.0, x / mask.count(), 0.1);
    assertEquals(mask.height() / 2.0, y / mask.count(), 0.1);
  }

  @Test
  void aTurnBringsPixelsWhereTheFormulaSays() {
    Sample original = offCentre();
    Sample turned = new Rotation(1, 90).apply(original, new Random(9));
    Random again = new Random(9);
    again.nextDouble();
    double angle = Math.toRadians(-90 + 180 * again.nextDouble());
    double middle = (SIZE - 1) / 2.0;
    int compared = 0;
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        double y = Math.cos(angle) * (row - middle) - Math.sin(angle) * (column - middle) + middle;
        double x = Math.sin(angle) * (row - middle) + Math.cos(angle) * (column - middle) + middle;
        if (x >= 0 && y >= 0 && x <= SIZE - 1 && y <= SIZE - 1) {
          // The second channel is linear in x: interpolation gives the ramp itself.
          assertEquals(2 * x, turned.image().at(1, row, column), 1e-3);
          compared++;
        }
      }
    }
    assertTrue(compared > SIZE * SIZE / 2);
  }

  @Test
  void blurEqualsAPlainTwoDimensionalConvolution() {
    float[] plane = new float[9 * 7];
    Random random = new Random(3);
    for (int i = 0; i < plane.length; i++) {
      plane[i] = random.nextFloat();
    }
    float[] blurred = new Gaussian(1.2).filter(plane, 9, 7);
    for (int i = 0; i < plane.length; i++) {
      double sum = 0;
      double weights = 0;
      for (int dy = -4; dy <= 4; dy++) {
        for (int dx = -4; dx <= 4; dx++) {
          double weight = Math.exp(-(dy * dy + dx * dx) / (2 * 1.2 * 1.2));
          int y = Math.max(0, Math.min(8, i / 7 + dy));
          int x = Math.max(0, Math.min(6, i % 7 + dx));
          sum += weight * plane[y * 7 + x];
          weights += weight;
        }
      }
      assertEquals(sum / weights, blurred[i], 1e-5);
    }
  }

  @Test
  void intensitiesStayWithinTheFormat() {
    for (String name : List.of("brightness:1", "contrast:1", "gamma:1")) {
      for (int seed = 0; seed < 30; seed++) {
        Sample changed =
            AugmentationCatalogue.parse(name).get(0).apply(offCentre(), new Random(seed));
        for (float value : changed.image().values()) {
          assertTrue(value >= 0 && value <= 255, name + ": " + value);
        }
      }
    }
  }

  @Test
  void elasticDisplacementHasTheAmplitudeAsked() {
    int size = 96;
    float[] values = new float[size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % size;
    }
    Image ramp = new Image(1, size, size, values, 255);
    LabelMap none = new LabelMap(size, size, new byte[size * size]);
    double squares = 0;
    int seeds = 8;
    for (int seed = 0; seed < seeds; seed++) {
      Sample moved = new Elastic(1, 2, 6).apply(new Sample("ramp", ramp, none), new Random(seed));
      for (int i = 0; i < values.length; i++) {
        double displacement = moved.image().values()[i] - i % size;
        squares += displacement * displacement / (seeds * values.length);
      }
    }
    assertEquals(2, Math.sqrt(squares), 0.15);
  }

  @Test
  void listsAreReadAndUnknownNamesRefused() {
    assertEquals(List.of(), AugmentationCatalogue.parse("none"));
    assertEquals(7, AugmentationCatalogue.parse("usual").size());
    assertEquals(4, AugmentationCatalogue.parse("u-noise").size());
    assertEquals(
        List.of(new HorizontalFlip(0.5), new Rotation(0.3, 30)),
        AugmentationCatalogue.parse("horizontal-flip, rotation:0.3"));
    assertRefused("Did you mean 'rotation'?", "rotaton");
    assertRefused("NAME:PROBABILITY", "rotation:often");
    assertRefused("illegal probability", "zoom:2");
  }

  private static void assertRefused(String message, String text) {
    InputException e = assertThrows(InputException.class, () -> AugmentationCatalogue.parse(text));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}

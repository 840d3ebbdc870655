package org.pixelwhy.attribution.parts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.Reading;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class DivisionTest {
  private static final Prediction WHOLE = prediction(Geometry.identity(4, 6));

  /** Two classes side by side, of which the first has the columns up to the middle. */
  private static Prediction prediction(Geometry geometry) {
    int width = geometry.inputWidth();
    int area = width * geometry.inputHeight();
    float[] logits = new float[2 * area];
    for (int i = 0; i < area; i++) {
      logits[(i % width < width / 2 ? 0 : area) + i] = 1;
    }
    Tensor y = Tensor.of(logits, 1, 2, geometry.inputHeight(), width);
    List<String> names = List.of("rest", "cell");
    return new Prediction(y, y, new Reading(names, OptionalInt.empty(), Decision.ARGMAX, geometry));
  }

  @Test
  void aGridDividesPixelsWithAllTheirChannels() {
    Parts parts = new Division.Grid(2).of(Net.noise(1, 1, 2, 4, 6), WHOLE);
    int[] rows = {0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 2, 2, 2, 3, 3, 3};
    int[] both = Arrays.copyOf(rows, 48);
    System.arraycopy(rows, 0, both, 24, 24);
    assertArrayEquals(both, parts.of());
    assertEquals(4, parts.count());
    assertArrayEquals(new int[] {12, 12, 12, 12}, parts.sizes());
  }

  @Test
  void paddingBelongsToNoPartAndStaysAsItIs() {
    Prediction padded = prediction(new Geometry(3, 5, 4, 6, Geometry.Fit.PAD));
    Tensor image = Net.noise(2, 1, 1, 4, 6);
    for (Division division :
        List.of(
            new Division.Grid(2),
            new Division.Superpixels(4),
            new Division.Channels(),
            new Division.Classes())) {
      Parts parts = division.of(image, padded);
      float[] hidden =
          parts.shown(image, Tensor.of(new float[24], 1, 1, 4, 6), part -> false).toFloats();
      for (int i = 0; i < 24; i++) {
        boolean inside = i / 6 < 3 && i % 6 < 5;
        assertEquals(inside, parts.of()[i] != Parts.NONE);
        assertEquals(inside ? 0 : image.get(i), hidden[i]);
      }
    }
  }

  @Test
  void whatIsPredictedIsAPartByItsName() {
    Parts parts = new Division.Classes().of(Net.noise(1, 1, 2, 8, 12), WHOLE);
    assertEquals(List.of("0 (rest)", "1 (cell)"), parts.names());
    for (int i = 0; i < 192; i++) {
      assertEquals(i % 12 < 6 ? 0 : 1, parts.of()[i]);
    }
  }

  @Test
  void pixelsOfNoClassAreAPartToo() {
    Tensor y = Tensor.of(new float[] {1, -1, -1, -1, -1, 1}, 1, 2, 1, 3);
    Tensor p = Tensor.of(new float[] {0.9f, 0.1f, 0.2f, 0.1f, 0.2f, 0.8f}, 1, 2, 1, 3);
    Prediction both = new Prediction(y, p, List.of("a", "b"), Decision.THRESHOLD);
    Parts parts = new Division.Classes().of(Net.noise(1, 1, 1, 1, 3), both);
    assertEquals(List.of("no class", "0 (a)", "1 (b)"), parts.names());
    assertArrayEquals(new int[] {1, 0, 2}, parts.of());
  }

  @Test
  void connectedObjectsArePartsAndTheBackgroundIsOne() {
    float[] y = new float[15];
    for (int i : new int[] {0, 1, 5, 8, 9, 12}) {
      y[i] = 1;
    }
    float[] p = new float[15];
    for (int i = 0; i < 15; i++) {
      p[i] = y[i] > 0 ? 0.9f : 0.1f;
    }
    Prediction one =
        new Prediction(
            Tensor.of(y, 1, 1, 3, 5),
            Tensor.of(p, 1, 1, 3, 5),
            List.of("cell"),
            Decision.THRESHOLD);
    Tensor image = Net.noise(1, 1, 2, 3, 5);
    Parts parts = new Division.Objects().of(image, one);
    assertEquals(
        List.of("background", "0 (cell), object 1", "0 (cell), object 2", "0 (cell), object 3"),
        parts.names());
    // Corners do not connect.
    int[] plane = {1, 1, 0, 0, 0, 1, 0, 0, 2, 2, 0, 0, 3, 0, 0};
    assertArrayEquals(plane, Arrays.copyOf(parts.of(), 15));
    assertArrayEquals(plane, Arrays.copyOfRange(parts.of(), 15, 30));
    Segments segments = Segments.of(image, one, false);
    assertEquals(List.of("background", "0 (cell)"), segments.parts().names());
    assertEquals(6, segments.all().get(1).pixels().count());
    assertTrue(segments.all().get(0).isBackground());
  }

  @Test
  void labelsThatAreEqualAreOnePartAndNamedByTheirNumber() {
    int[] labels = new int[24];
    Arrays.fill(labels, 7, 12, 40);
    Parts parts = new Division.Labels(extents -> labels).of(Net.noise(1, 1, 1, 4, 6), WHOLE);
    assertEquals(List.of("label 0", "label 40"), parts.names());
    assertArrayEquals(new int[] {19, 5}, parts.sizes());
    InputException e =
        assertThrows(
            InputException.class,
            () -> new Division.Labels(extents -> new int[3]).of(Net.noise(1, 1, 1, 4, 6), WHOLE));
    assertTrue(e.getMessage().startsWith("3 labels do not fit an image of 24 pixels"));
  }

  @Test
  void aMapOfPartsAddsUpToTheirValues() {
    Tensor image = Net.noise(1, 1, 3, 4, 6);
    for (Division division : List.of(new Division.Superpixels(5), new Division.Channels())) {
      Parts parts = division.of(image, WHOLE);
      double[] values = new double[parts.count()];
      Arrays.setAll(values, part -> part + 1);
      double sum = 0;
      for (float value : parts.spread(values, image).toFloats()) {
        sum += value;
      }
      assertEquals(Arrays.stream(values).sum(), sum, 1e-4);
    }
  }

  /** A bright square on black, with faint noise. */
  private static Tensor square() {
    float[] values = Net.noise(4, 1, 1, 40, 60).toFloats();
    for (int i = 0; i < values.length; i++) {
      boolean bright = i / 60 >= 11 && i / 60 < 27 && i % 60 >= 17 && i % 60 < 35;
      values[i] = 0.02f * values[i] + (bright ? 1 : 0);
    }
    return Tensor.of(values, 1, 1, 40, 60);
  }

  @Test
  void superpixelsKeepToEdgesAndAreAboutAsManyAsAskedFor() {
    Tensor image = square();
    Parts parts = new Division.Superpixels(24).of(image, prediction(Geometry.identity(40, 60)));
    assertTrue(parts.count() >= 15 && parts.count() <= 36, parts.count() + " superpixels");
    int[] bright = new int[parts.count()];
    for (int i = 0; i < parts.of().length; i++) {
      bright[parts.of()[i]] += image.get(i) > 0.5 ? 1 : 0;
    }
    int[] sizes = parts.sizes();
    int mixed = 0;
    for (int part = 0; part < sizes.length; part++) {
      mixed += Math.min(bright[part], sizes[part] - bright[part]);
    }
    assertTrue(mixed < 24, mixed + " of 2400 pixels lie on the other side of the edge");
  }

  @Test
  void everySuperpixelIsConnected() {
    Parts parts =
        new Division.Superpixels(30)
            .of(Net.noise(8, 1, 1, 40, 60), prediction(Geometry.identity(40, 60)));
    boolean[] seen = new boolean[2400];
    boolean[] found = new boolean[parts.count()];
    for (int start = 0; start < 2400; start++) {
      if (seen[start]) {
        continue;
      }
      int part = parts.of()[start];
      assertTrue(!found[part], "part " + part + " is in two pieces");
      found[part] = true;
      Deque<Integer> open = new ArrayDeque<>(List.of(start));
      seen[start] = true;
      while (!open.isEmpty()) {
        int pixel = open.pop();
        for (int[] move : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
          int row = pixel / 60 + move[0];
          int column = pixel % 60 + move[1];
          if (row >= 0 && row < 40 && column >= 0 && column < 60) {
            int other = row * 60 + column;
            if (!seen[other] && parts.of()[other] == part) {
              seen[other] = true;
              open.push(other);
            }
          }
        }
      }
    }
  }

  @Test
  void volumesHaveSupervoxels() {
    Tensor volume = Net.noise(3, 1, 1, 6, 8, 10);
    Prediction alike = new Prediction(volume, volume, List.of("all"), Decision.THRESHOLD);
    Parts parts = new Division.Superpixels(8).of(volume, alike);
    assertTrue(parts.count() >= 4 && parts.count() <= 20, parts.count() + " supervoxels");
    assertEquals(480, Arrays.stream(parts.sizes()).sum());
  }

  @Test
  void aFlatImageIsDividedEvenly() {
    Tensor flat = Tensor.of(new float[400], 1, 1, 20, 20);
    Parts parts = new Division.Superpixels(4).of(flat, prediction(Geometry.identity(20, 20)));
    assertArrayEquals(new int[] {100, 100, 100, 100}, parts.sizes());
  }

  @Test
  void illegalNumbersAreRefused() {
    assertThrows(InputException.class, () -> new Division.Grid(0));
    assertThrows(InputException.class, () -> new Division.Superpixels(0));
    assertThrows(InputException.class, () -> new Division.Superpixels(5, -1));
  }
}

package org.pixelwhy.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;

class MarkingTest {
  private static final int HEIGHT = 24;
  private static final int WIDTH = 32;

  /** Colours of 10, 20 and 30 in 100; a lesion on the left, no class in the last column. */
  private static Sample lesion(String name) {
    float[] values = new float[3 * HEIGHT * WIDTH];
    for (int channel = 0; channel < 3; channel++) {
      Arrays.fill(
          values, channel * HEIGHT * WIDTH, (channel + 1) * HEIGHT * WIDTH, 10f * (channel + 1));
    }
    byte[] classes = new byte[HEIGHT * WIDTH];
    for (int pixel = 0; pixel < classes.length; pixel++) {
      int column = pixel % WIDTH;
      classes[pixel] = (byte) (column == WIDTH - 1 ? LabelMap.IGNORED : column < 16 ? 1 : 0);
    }
    return new Sample(
        name, new Image(3, HEIGHT, WIDTH, values, 100), new LabelMap(HEIGHT, WIDTH, classes));
  }

  private static Sample marked(double probability, String name) {
    return new Marking(probability, 7).apply(new Entry(name, () -> lesion(name))).read();
  }

  @Test
  void linesAreDrawnInObjectsOnlyGreyInAllChannels() {
    Sample plain = lesion("a");
    Sample marked = marked(1, "a");
    Mask lines = marked.regions().get("marking");
    assertTrue(lines.count() > 40, lines.toString());
    assertEquals(plain.labels(), marked.labels());
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        for (int channel = 0; channel < 3; channel++) {
          float before = plain.image().at(channel, row, column);
          float after = marked.image().at(channel, row, column);
          if (lines.get(row, column)) {
            assertTrue(column < 16);
            assertEquals(marked.image().at(0, row, column), after);
            // Dark, 0 to 49 of 255, or bright, 190 to 255, in the range of the image.
            assertTrue(after < 50 / 2.55f || after > 189 / 2.55f && after <= 100, "" + after);
          } else {
            assertEquals(before, after);
          }
        }
      }
    }
  }

  @Test
  void whatIsMarkedFollowsFromNameAndSeedAlone() {
    float[] first = marked(0.999, "a").image().values();
    assertArrayEquals(first, marked(1, "a").image().values());
    assertNotEquals(Arrays.hashCode(first), Arrays.hashCode(marked(1, "b").image().values()));
  }

  @Test
  void atProbabilityZeroSamplesAreTheOnesRead() {
    Sample sample = lesion("a");
    assertSame(sample, new Marking(0, 1).apply(new Entry("a", () -> sample)).read());
  }

  @Test
  void asManyAreMarkedAsAskedAndMoreAtAGreaterProbability() {
    int few = 0;
    int many = 0;
    for (int i = 0; i < 400; i++) {
      boolean seldom = !marked(0.2, "image " + i).regions().isEmpty();
      boolean often = !marked(0.5, "image " + i).regions().isEmpty();
      assertTrue(often || !seldom, "marked at 0.2 but not at 0.5: " + i);
      few += seldom ? 1 : 0;
      many += often ? 1 : 0;
    }
    // Four standard deviations: 32 and 40.
    assertEquals(80, few, 32);
    assertEquals(200, many, 40);
  }

  @Test
  void imagesWithoutObjectsStayAsTheyAre() {
    Sample empty =
        new Sample(
            "e",
            new Image(1, 2, 2, new float[] {1, 2, 3, 4}, 255),
            new LabelMap(2, 2, new byte[4]));
    Sample marked = new Marking(1, 0).apply(new Entry("e", () -> empty)).read();
    assertArrayEquals(empty.image().values(), marked.image().values());
    assertThrows(InputException.class, () -> new Marking(Double.NaN, 0));
  }
}

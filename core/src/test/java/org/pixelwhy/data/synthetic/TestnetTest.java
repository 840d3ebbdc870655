package org.pixelwhy.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;

class TestnetTest {
  private final Testnet testnet = new Testnet(42);

  @Test
  void aSampleDependsOnSeedAndIndexAlone() {
    float[] alone = new Testnet(42).sample(7).sample().image().values();
    testnet.sample(3);
    assertArrayEquals(alone, testnet.sample(7).sample().image().values());
    assertFalse(Arrays.equals(alone, new Testnet(43).sample(7).sample().image().values()));
    assertFalse(Arrays.equals(alone, testnet.sample(8).sample().image().values()));
  }

  @Test
  void threeShapesThatDoNotTouchOnBlack() {
    for (int i = 0; i < 200; i++) {
      SyntheticSample made = testnet.sample(i);
      EssentialContext context = made.context();
      Image image = made.sample().image();
      Set<Float> greys = new HashSet<>();
      for (int pixel = 0; pixel < image.values().length; pixel++) {
        int shapes =
            (context.segment().get(pixel) ? 1 : 0)
                + (context.deciding().get(pixel) ? 1 : 0)
                + (context.distractor().get(pixel) ? 1 : 0);
        float value = image.values()[pixel];
        assertTrue(shapes == 0 ? value == 0 : shapes == 1 && value >= 100 && value <= 255);
        greys.add(value);
      }
      assertTrue(greys.size() <= 4, "one grey per shape");
      assertEquals(context.segment(), made.sample().labels().mask(1));
    }
  }

  @Test
  void theRightShapeDecidesWhichLeftShapeIsTheSegment() {
    int circles = 0;
    for (int i = 0; i < 400; i++) {
      EssentialContext context = testnet.sample(i).context();
      boolean circle = roundness(context.deciding()) < 0.9;
      circles += circle ? 1 : 0;
      // The triangle lies below row 110, the cross above row 90.
      assertEquals(circle, top(context.segment()) >= 110, "sample " + i);
      assertEquals(!circle, top(context.distractor()) >= 110, "sample " + i);
      assertTrue(Arrays.stream(context.deciding().indices()).allMatch(p -> p % 240 >= 120));
    }
    assertTrue(circles > 160 && circles < 240, circles + " of 400 are circles");
  }

  /** The share of its bounding box that a shape fills: 1 for a square, pi / 4 for a circle. */
  private static double roundness(Mask shape) {
    int[] columns = Arrays.stream(shape.indices()).map(p -> p % 240).sorted().toArray();
    int[] rows = Arrays.stream(shape.indices()).map(p -> p / 240).sorted().toArray();
    int last = rows.length - 1;
    return shape.count() / ((columns[last] - columns[0] + 1.0) * (rows[last] - rows[0] + 1));
  }

  private static int top(Mask shape) {
    return shape.indices()[0] / 240;
  }

  @Test
  void shapesHaveTheSizesOfTheOriginal() {
    double square = 0;
    double circle = 0;
    for (int i = 0; i < 400; i++) {
      Mask right = testnet.sample(i).context().deciding();
      double fill = roundness(right);
      if (fill > 0.9) {
        square = Math.max(square, right.count());
      } else {
        circle = Math.max(circle, right.count());
      }
    }
    assertTrue(square <= 37 * 37 && square > 34 * 34, "largest square: " + square);
    assertTrue(circle <= Math.PI * 900 * 1.02 && circle > Math.PI * 750, "circle: " + circle);
  }

  @Test
  void aDataSetMakesItsSamplesAnew() {
    var dataset = testnet.dataset(12);
    assertEquals("testnet-00011", dataset.entries().get(11).name());
    assertArrayEquals(
        testnet.sample(11).sample().image().values(),
        dataset.entries().get(11).read().image().values());
  }
}

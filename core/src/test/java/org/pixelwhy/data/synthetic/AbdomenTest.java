package org.pixelwhy.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.overlap.DistanceTransform;

class AbdomenTest {
  private static final Abdomen ABDOMEN = new Abdomen(3);

  private static double mean(Image image, Mask mask) {
    return Arrays.stream(mask.indices()).mapToDouble(i -> image.values()[i]).average().orElse(0);
  }

  @Test
  void pancreasAndLoopsOfBowelAreAlikeByGreyAndSize() {
    double[] greys = new double[2];
    double[] sizes = new double[2];
    int loops = 0;
    for (int i = 0; i < 100; i++) {
      SyntheticSample made = ABDOMEN.sample(i);
      EssentialContext context = made.context();
      greys[0] += mean(made.sample().image(), context.segment()) / 100;
      greys[1] += mean(made.sample().image(), context.distractor()) / 100;
      sizes[0] += context.segment().count() / 100.0;
      sizes[1] += context.distractor().count();
      loops += components(context.distractor());
    }
    assertTrue(loops >= 200, loops + " loops in 100 images");
    assertEquals(greys[0], greys[1], 4);
    // Loops that touch count as one.
    assertEquals(1, sizes[1] / loops / sizes[0], 0.15);
  }

  private static int components(Mask mask) {
    int count = 0;
    for (Mask left = mask; !left.isEmpty(); count++) {
      left = left.minus(left.component(left.indices()[0]));
    }
    return count;
  }

  @Test
  void thePancreasLiesOnTheVein() {
    for (int i = 0; i < 50; i++) {
      EssentialContext context = ABDOMEN.sample(i).context();
      DistanceTransform vessels = DistanceTransform.of(context.deciding());
      double nearest =
          Arrays.stream(context.segment().indices()).mapToDouble(vessels::get).min().orElseThrow();
      assertTrue(nearest <= 2.5, "image " + i + ": " + nearest + " pixels away");
      assertEquals(0, context.segment().and(context.distractor()).count());
      assertEquals(0, context.deciding().and(context.distractor()).count());
    }
  }

  @Test
  void wherePancreasLiesIsNotToldByItsPlaceAlone() {
    double[] columns = new double[60];
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          Arrays.stream(ABDOMEN.sample(i).context().segment().indices())
              .mapToDouble(p -> p % Abdomen.SIZE)
              .average()
              .orElseThrow();
    }
    double mean = Arrays.stream(columns).average().orElseThrow();
    double variance = Arrays.stream(columns).map(c -> (c - mean) * (c - mean)).average().orElse(0);
    assertTrue(Math.sqrt(variance) > 6, "columns vary by " + Math.sqrt(variance));
  }

  @Test
  void whatIsKnownBesidesIsInTheSample() {
    SyntheticSample made = ABDOMEN.sample(7);
    assertEquals(
        List.of("vein and aorta", "loops of bowel", "skin and fat"),
        List.copyOf(made.sample().regions().keySet()));
    assertEquals(made.context().deciding(), made.sample().regions().get("vein and aorta"));
    assertArrayEquals(made.sample().image().values(), ABDOMEN.sample(7).sample().image().values());
  }
}

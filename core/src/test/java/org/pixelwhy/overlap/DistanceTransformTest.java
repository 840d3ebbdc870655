package org.pixelwhy.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;

class DistanceTransformTest {
  private static void assertEqualsSearch(Mask mask, double... spacing) {
    DistanceTransform transform = DistanceTransform.of(mask, spacing);
    for (int p = 0; p < mask.size(); p++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int q : mask.indices()) {
        nearest = Math.min(nearest, Masks.distance(p, q, mask.extents(), spacing));
      }
      assertEquals(nearest, transform.get(p), 1e-12 * (1 + Math.min(nearest, 1e9)));
    }
  }

  @Test
  void equalsASearchThroughAllMembers() {
    for (int seed = 0; seed < 20; seed++) {
      assertEqualsSearch(Masks.random(seed, 0.03 * (seed + 1), 17, 23), 1, 1);
      assertEqualsSearch(Masks.random(seed, 0.01, 13, 9), 0.7, 2.5);
      assertEqualsSearch(Masks.random(seed, 0.05, 5, 6, 7), 3, 0.5, 0.6);
      assertEqualsSearch(Masks.random(seed, 0.2, 31), 1);
    }
  }

  @Test
  void anEmptyMaskIsInfinitelyFarAndAFullOneNowhere() {
    assertEquals(Double.POSITIVE_INFINITY, DistanceTransform.of(Mask.empty(3, 4)).get(5));
    assertEquals(0, DistanceTransform.of(Mask.full(3, 4)).get(5));
  }

  @Test
  void aSpacingThatDoesNotFitIsRefused() {
    Mask mask = Mask.full(3, 4);
    assertThrows(InputException.class, () -> DistanceTransform.of(mask, 1, 1, 1));
    assertThrows(InputException.class, () -> DistanceTransform.of(mask, 0, 1));
    assertThrows(InputException.class, () -> DistanceTransform.of(mask, Double.NaN, 1));
  }
}

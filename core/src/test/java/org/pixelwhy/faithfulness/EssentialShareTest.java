package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;

class EssentialShareTest {
  private static Mask pixel(int only) {
    return Mask.of(new int[] {2, 3}, i -> i == only);
  }

  private static EssentialShare share(float... values) {
    return EssentialShare.of(new Grid(2, 3, values), pixel(0), pixel(1), pixel(2));
  }

  @Test
  void countsPositiveValuesOnly() {
    EssentialShare share = share(1, 4, -9, Float.NaN, 3, -2);
    assertEquals(1 / 8.0, share.segment(), 1e-12);
    assertEquals(4 / 8.0, share.deciding(), 1e-12);
    assertEquals(0, share.distractor());
    assertEquals(1 / 6.0, share.area(), 1e-12);
    assertTrue(share.isSeen());
  }

  @Test
  void missesAShapeThatGetsLessThanTheDistractorOrThanChance() {
    assertEquals(2, share(0, 2, 3, 0, 0, 0).rank());
    assertFalse(share(0, 2, 3, 0, 0, 0).isSeen());
    EssentialShare faint = share(9, 1, 0, 0, 0, 0);
    assertEquals(1, faint.rank());
    assertFalse(faint.isSeen());
  }

  @Test
  void aMapWithoutPositiveValuesShowsNothing() {
    assertFalse(share(-1, -1, -1, 0, 0, 0).isSeen());
  }

  @Test
  void refusesMasksOfAnotherSize() {
    assertThrows(
        InputException.class,
        () -> EssentialShare.of(new Grid(1, 3, new float[3]), pixel(0), pixel(1), pixel(2)));
  }
}

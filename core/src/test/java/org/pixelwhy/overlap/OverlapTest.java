package org.pixelwhy.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;

class OverlapTest {
  private static final Mask NONE = Mask.empty(6, 7);
  private static final Mask ALL = Mask.full(6, 7);

  @Test
  void equalsCountingPixelByPixel() {
    for (int seed = 0; seed < 20; seed++) {
      Mask a = Masks.random(seed, 0.3, 6, 7);
      Mask b = Masks.random(seed + 100, 0.6, 6, 7);
      int both = 0;
      int either = 0;
      for (int i = 0; i < a.size(); i++) {
        both += a.get(i) && b.get(i) ? 1 : 0;
        either += a.get(i) || b.get(i) ? 1 : 0;
      }
      assertEquals(2.0 * both / (a.count() + b.count()), Dice.of(a, b), 1e-15);
      assertEquals((double) both / either, Iou.of(a, b), 1e-15);
      assertEquals(Dice.of(a, b) / (2 - Dice.of(a, b)), Iou.of(a, b), 1e-12);
    }
  }

  @Test
  void twoEmptyMasksAgreeAndOneAloneDoesNot() {
    assertEquals(1, Dice.of(NONE, NONE));
    assertEquals(0, Dice.of(NONE, ALL));
    assertEquals(1, Iou.of(NONE, NONE));
    assertEquals(0, Iou.of(ALL, NONE));
  }

  @Test
  void meansAreTakenOverClasses() {
    Mask half = Mask.of(new int[] {6, 7}, i -> i < 21);
    assertEquals((1 + 2.0 / 3) / 2, Dice.mean(List.of(ALL, ALL), List.of(ALL, half)), 1e-15);
    assertEquals((1 + 0.5) / 2, Iou.mean(List.of(ALL, ALL), List.of(ALL, half)), 1e-15);
    assertThrows(InputException.class, () -> Dice.mean(List.of(), List.of()));
    assertThrows(InputException.class, () -> Dice.mean(List.of(ALL), List.of(ALL, ALL)));
  }

  @Test
  void masksOfDifferentSizeAreRefused() {
    assertThrows(InputException.class, () -> Dice.of(ALL, Mask.full(7, 6)));
    assertThrows(InputException.class, () -> HausdorffDistance.of(ALL, Mask.full(7, 6)));
  }
}

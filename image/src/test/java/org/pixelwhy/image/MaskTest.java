package org.pixelwhy.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MaskTest {
  @Test
  void bytesAreOneForMembersInTheirOrderAlsoWhereTheLastPixelIsNone() {
    Mask mask = Mask.of(new int[] {2, 3}, i -> i == 1 || i == 3);
    assertArrayEquals(new byte[] {0, 1, 0, 1, 0, 0}, mask.bytes());
    assertEquals(mask, Mask.of(new int[] {2, 3}, i -> mask.bytes()[i] == 1));
  }
}

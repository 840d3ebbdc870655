package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Mask;

class MaskRingsTest {
  @Test
  void aSquareHasFourCorners() {
    Mask square = Mask.of(new int[] {4, 5}, i -> i / 5 >= 1 && i / 5 < 3 && i % 5 >= 2);
    List<double[]> rings = MaskRings.of(square);
    assertEquals(1, rings.size());
    assertArrayEquals(new double[] {5, 1, 5, 3, 2, 3, 2, 1, 5, 1}, rings.get(0));
  }

  @Test
  void membersThatTouchAtACornerHaveLinesOfTheirOwn() {
    Mask diagonal = Mask.of(new int[] {2, 2}, i -> i == 0 || i == 3);
    assertEquals(2, MaskRings.of(diagonal).size());
  }

  @Test
  void linesEncloseAllMembersAndNothingElseAndRunAlongEveryEdge() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      boolean[] member = new boolean[9 * 7];
      for (int i = 0; i < member.length; i++) {
        member[i] = random.nextInt(3) > 0;
      }
      Mask mask = Mask.of(new int[] {9, 7}, i -> member[i]);
      List<double[]> rings = MaskRings.of(mask);
      double[] covered = Coverage.fill(rings, 9, 7);
      for (int i = 0; i < member.length; i++) {
        assertEquals(member[i] ? 1 : 0, covered[i], 1e-9);
      }
      assertEquals(edges(member), rings.stream().mapToDouble(MaskRingsTest::length).sum());
    }
  }

  private static int edges(boolean[] member) {
    int edges = 0;
    for (int y = 0; y < 9; y++) {
      for (int x = 0; x < 7; x++) {
        if (member[y * 7 + x]) {
          edges += y == 0 || !member[(y - 1) * 7 + x] ? 1 : 0;
          edges += y == 8 || !member[(y + 1) * 7 + x] ? 1 : 0;
          edges += x == 0 || !member[y * 7 + x - 1] ? 1 : 0;
          edges += x == 6 || !member[y * 7 + x + 1] ? 1 : 0;
        }
      }
    }
    return edges;
  }

  private static double length(double[] ring) {
    double length = 0;
    for (int i = 0; i + 3 < ring.length; i += 2) {
      length += Math.hypot(ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]);
    }
    return length;
  }

  @Test
  void dashesCoverEveryOtherPieceOfALine() {
    List<double[]> dashes = Dashes.of(new double[] {0, 0, 5, 0, 5, 3}, 2);
    double sum = dashes.stream().mapToDouble(MaskRingsTest::length).sum();
    // 0 to 2 and 4 to 6: around the corner in two pieces.
    assertEquals(4, sum, 1e-6);
    assertEquals(3, dashes.size(), () -> dashes.stream().map(Arrays::toString).toList().toString());
  }
}

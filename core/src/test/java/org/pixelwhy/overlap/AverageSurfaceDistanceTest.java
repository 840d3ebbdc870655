package org.pixelwhy.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;

class AverageSurfaceDistanceTest {
  private static final int[] EXTENTS = {9, 12};

  /** Rows and columns of members with a 4-neighbour that is no member. */
  private static List<int[]> surface(Mask mask) {
    List<int[]> surface = new ArrayList<>();
    for (int y = 0; y < EXTENTS[0]; y++) {
      for (int x = 0; x < EXTENTS[1]; x++) {
        boolean inner = is(mask, y - 1, x) && is(mask, y + 1, x);
        inner &= is(mask, y, x - 1) && is(mask, y, x + 1);
        if (is(mask, y, x) && !inner) {
          surface.add(new int[] {y, x});
        }
      }
    }
    return surface;
  }

  private static boolean is(Mask mask, int y, int x) {
    return y >= 0 && x >= 0 && y < EXTENTS[0] && x < EXTENTS[1] && mask.get(y, x);
  }

  private static double sum(List<int[]> from, List<int[]> to, double dy, double dx) {
    double sum = 0;
    for (int[] a : from) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int[] b : to) {
        nearest = Math.min(nearest, Math.hypot(dy * (a[0] - b[0]), dx * (a[1] - b[1])));
      }
      sum += nearest;
    }
    return sum;
  }

  @Test
  void equalsTheMeanOverAllPairsOfSurfacePixels() {
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      double share = 0.05 + 0.9 * random.nextDouble();
      Mask a = Mask.of(EXTENTS, p -> random.nextDouble() < share);
      Mask b = Mask.of(EXTENTS, p -> random.nextDouble() < 0.4);
      if (a.isEmpty() || b.isEmpty()) {
        continue;
      }
      List<int[]> sa = surface(a);
      List<int[]> sb = surface(b);
      double pixels = (sum(sa, sb, 1, 1) + sum(sb, sa, 1, 1)) / (sa.size() + sb.size());
      assertEquals(pixels, AverageSurfaceDistance.of(a, b).orElseThrow(), 1e-9);
      double mm = (sum(sa, sb, 3, 0.5) + sum(sb, sa, 3, 0.5)) / (sa.size() + sb.size());
      assertEquals(mm, AverageSurfaceDistance.of(a, b, 3, 0.5).orElseThrow(), 1e-9);
    }
  }

  @Test
  void emptyMasksAreAtDistanceZeroOrUndefined() {
    Mask some = Mask.of(EXTENTS, i -> i == 5);
    Mask empty = Mask.empty(EXTENTS);
    assertEquals(OptionalDouble.of(0), AverageSurfaceDistance.of(empty, empty));
    assertEquals(OptionalDouble.of(0), AverageSurfaceDistance.of(some, some));
    assertTrue(AverageSurfaceDistance.of(some, empty).isEmpty());
    assertThrows(InputException.class, () -> AverageSurfaceDistance.of(some, Mask.empty(3, 3)));
    assertThrows(InputException.class, () -> AverageSurfaceDistance.of(some, some, 1, -1));
  }
}

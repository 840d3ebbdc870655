package org.pixelwhy.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Mask;

class HausdorffDistanceTest {
  private static double[] nearest(Mask from, Mask to, double[] spacing) {
    return Arrays.stream(from.indices())
        .mapToDouble(
            p ->
                Arrays.stream(to.indices())
                    .mapToDouble(q -> Masks.distance(p, q, from.extents(), spacing))
                    .min()
                    .orElseThrow())
        .sorted()
        .toArray();
  }

  @Test
  void equalsASearchThroughAllPairs() {
    for (int seed = 0; seed < 20; seed++) {
      Mask a = Masks.random(seed, 0.05, 12, 15);
      Mask b = Masks.random(seed + 50, 0.1, 12, 15);
      double[] spacing = {0.5, 1.25};
      assertEquals(
          greatest(a, b, spacing), HausdorffDistance.ofMembers(a, b, spacing).orElseThrow(), 1e-12);
      assertEquals(
          greatest(Surface.of(a), Surface.of(b), spacing),
          HausdorffDistance.of(a, b, spacing).orElseThrow(),
          1e-12);
    }
  }

  private static double greatest(Mask a, Mask b, double[] spacing) {
    double[] ab = nearest(a, b, spacing);
    double[] ba = nearest(b, a, spacing);
    return Math.max(ab[ab.length - 1], ba[ba.length - 1]);
  }

  @Test
  void the95thPercentileIsNeverAboveTheDistance() {
    for (int seed = 0; seed < 20; seed++) {
      Mask a = Masks.random(seed, 0.5 + 0.02 * seed, 12, 15);
      Mask b = Masks.random(seed + 50, 0.9, 12, 15);
      assertTrue(
          HausdorffDistance.percentile95(a, b).orElseThrow()
              <= HausdorffDistance.of(a, b).orElseThrow());
    }
  }

  @Test
  void aHoleCountsByHowFarItsSurfaceLiesFromTheOther() {
    // A full square, and one with a hole of one pixel in its middle: the members of both are at
    // most
    // a pixel apart, but the hole's edge lies 3 pixels from the nearest surface of the full one.
    Mask full = Mask.full(9, 9);
    Mask holed = Mask.of(new int[] {9, 9}, i -> i != 40);
    assertEquals(OptionalDouble.of(1), HausdorffDistance.ofMembers(full, holed));
    assertEquals(OptionalDouble.of(3), HausdorffDistance.of(full, holed));
  }

  @Test
  void aShiftedSquareIsAsFarAsItWasShifted() {
    Mask a = Mask.of(new int[] {20, 20}, i -> i / 20 < 8 && i % 20 < 8);
    Mask b = Mask.of(new int[] {20, 20}, i -> i / 20 < 8 && i % 20 >= 3 && i % 20 < 11);
    assertEquals(OptionalDouble.of(3), HausdorffDistance.of(a, b));
    assertEquals(OptionalDouble.of(6), HausdorffDistance.of(a, b, 1, 2));
    assertEquals(OptionalDouble.of(3), HausdorffDistance.percentile95(a, b));
  }

  @Test
  void onePixelFarAwayDoesNotMoveThe95thPercentile() {
    Mask a = Mask.of(new int[] {40, 40}, i -> i / 40 < 20 && i % 40 < 20);
    Mask b = Mask.of(new int[] {40, 40}, i -> a.get(i) || i == 1599);
    assertEquals(20 * Math.sqrt(2), HausdorffDistance.of(a, b).orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.of(0), HausdorffDistance.percentile95(a, b));
  }

  @Test
  void emptyMasksFollowTheConvention() {
    Mask none = Mask.empty(4, 5);
    Mask some = Mask.of(new int[] {4, 5}, i -> i == 3);
    assertEquals(OptionalDouble.of(0), HausdorffDistance.of(none, none));
    assertTrue(HausdorffDistance.of(none, some).isEmpty());
    assertTrue(HausdorffDistance.percentile95(some, none).isEmpty());
    assertEquals(5, HausdorffDistance.diagonal(new int[] {4, 5}, 1, 1), 1e-12);
  }
}

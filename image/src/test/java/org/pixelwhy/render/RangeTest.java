package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.Range.Kind;
import org.pixelwhy.tensor.InputException;

class RangeTest {
  @Test
  void symmetricRangeReachesTheGreatestMagnitudeBothWays() {
    Range range = Range.of(grid(-3, 0, 1), Kind.SYMMETRIC, 100);
    assertEquals(new Range(Kind.SYMMETRIC, -3, 3), range);
    assertEquals(0.5, range.fraction(0));
    assertEquals(1, range.strength(-3));
  }

  @Test
  void percentileClipsOutliersAndSaysSo() {
    float[] values = new float[1001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Range range = Range.of(new Grid(1, 1001, values), Kind.FROM_ZERO, 99.5);
    assertEquals(996, range.high(), 1e-3);
    assertEquals(1, range.fraction(1000));
    assertTrue(range.clips());
  }

  @Test
  void aMapOfOnePixelReachesThatPixel() {
    Grid grid = new Grid(100, 100, new float[10_000]);
    grid.values()[54] = 1;
    assertEquals(
        new Range(Kind.FROM_ZERO, 0, 1, 99.5, false), Range.of(grid, Kind.FROM_ZERO, 99.5));
    grid.values()[54] = -1;
    assertEquals(
        new Range(Kind.SYMMETRIC, -1, 1, 99.5, false), Range.of(grid, Kind.SYMMETRIC, 99.5));
  }

  @Test
  void aSmallObjectBesideAlmostNothingIsNoOutlierOfItself() {
    Grid grid = new Grid(200, 200, new float[40_000]);
    for (int i = 0; i < 40_000; i++) {
      grid.values()[i] = 1e-7f * (i % 97);
    }
    for (int i = 0; i < 60; i++) {
      grid.values()[20_000 + i] = 0.01f * (i + 28);
    }
    Range range = Range.of(grid, Kind.FROM_ZERO, 99.5);
    double sum = 0;
    double cut = 0;
    for (float value : grid.values()) {
      sum += value;
      cut += Math.max(0, value - range.high());
    }
    assertEquals(0.1, cut / sum, 1e-3);
    assertTrue(range.high() > 0.4 && range.clips(), range::toString);
  }

  @Test
  void aMapOfFewNegativeValuesStillReachesZeroAndThem() {
    Range range = Range.of(grid(0, 0, -5, 0), Kind.FROM_MIN, 99.5);
    assertEquals(-5, range.low());
    assertEquals(0, range.high());
  }

  @Test
  void manyClippedPixelsAreWorthAWarning() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Grid grid = new Grid(10, 100, values);
    assertTrue(Range.of(grid, Kind.FROM_ZERO, 99.5).warning(grid).isEmpty());
    String warning = Range.of(grid, Kind.FROM_ZERO, 90).warning(grid).orElseThrow();
    assertTrue(warning.contains("99 of 999 pixels"), warning);
    assertTrue(warning.endsWith("up to 999"), warning);
  }

  @Test
  void fromMinTakesBothEnds() {
    assertEquals(new Range(Kind.FROM_MIN, 2, 8), Range.of(grid(2, 8, 5), Kind.FROM_MIN, 100));
  }

  @Test
  void blankMapIsNeutralEverywhere() {
    assertEquals(0.5, Range.of(grid(0, 0), Kind.SYMMETRIC, 99.5).fraction(0));
    assertEquals(0, Range.of(grid(0, 0), Kind.FROM_ZERO, 99.5).strength(0));
  }

  @Test
  void valuesThatAreNotFiniteDoNotSetTheRange() {
    Grid grid = grid(Float.NaN, Float.POSITIVE_INFINITY, -2);
    assertEquals(2, Range.of(grid, Kind.SYMMETRIC, 100).high());
    assertEquals(0, Range.of(grid(Float.NaN), Kind.SYMMETRIC, 100).high());
  }

  @Test
  void rangeOfTheGreatestFloatsDoesNotOverflow() {
    Range range = Range.of(grid(-Float.MAX_VALUE, Float.MAX_VALUE), Kind.SYMMETRIC, 100);
    assertEquals(0.5, range.fraction(0));
    assertEquals(1, range.fraction(Float.MAX_VALUE));
  }

  @Test
  void anIllegalPercentileIsRefused() {
    assertThrows(InputException.class, () -> Range.of(grid(1), Kind.SYMMETRIC, 101));
    assertThrows(InputException.class, () -> Range.of(grid(1), Kind.SYMMETRIC, Double.NaN));
  }

  @Test
  void numbersAreShortAndTheSameEverywhere() {
    assertEquals("0", ShortNumber.format(-0.0));
    assertEquals("0.125", ShortNumber.format(0.125));
    assertEquals("-3.14", ShortNumber.format(-3.14159));
    assertEquals("1240", ShortNumber.format(1240));
    assertEquals("2.5e-7", ShortNumber.format(2.5e-7));
    assertEquals("-1.23e12", ShortNumber.format(-1.234e12));
    assertEquals("NaN", ShortNumber.format(Double.NaN));
  }

  private static Grid grid(float... values) {
    return new Grid(1, values.length, values);
  }
}

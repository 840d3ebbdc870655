package org.pixelwhy.render;

import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.image.Grid;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Which values the two ends of a colour map stand for.
 *
 * @param kind where the ends lie
 * @param low the value of the low end
 * @param high the value of the high end, at least {@code low}
 * @param percentile 100, or the percentile of the values that are not 0 (for symmetric ranges: of
 *     their magnitudes) at or above which colours may be clipped
 * @param clips whether any value lies beyond an end
 */
public record Range(Kind kind, float low, float high, double percentile, boolean clips) {
  /** So much of the sum of magnitudes may be cut off: few outliers, not the map itself. */
  private static final double MOST_CUT_OFF = 0.1;

  /** Clipping more of the pixels that are not 0 is worth a warning. */
  private static final double MANY = 0.01;

  /** Where the ends of a range lie. */
  public enum Kind {
    /** From -m to m, m being the greatest magnitude: zero is the middle. */
    SYMMETRIC,
    /** From zero to the greatest value. */
    FROM_ZERO,
    /** From the least to the greatest value. */
    FROM_MIN
  }

  public Range {
    if (!(low <= high) || Float.isInfinite(low) || Float.isInfinite(high)) {
      throw new InputException(Text.format("illegal range: from %s to %s", low, high));
    }
    if (kind == Kind.SYMMETRIC && low != -high) {
      throw new InputException(
          Text.format("a symmetric range reaches as far down as up; found %s to %s", low, high));
    }
    requirePercentile(percentile);
  }

  /** A range beyond which nothing lies. */
  public Range(Kind kind, float low, float high) {
    this(kind, low, high, 100, false);
  }

  /**
   * The range of a map's finite values.
   *
   * <p>With a percentile below 100 the outermost values no longer set the ends: for symmetric
   * ranges the percentile of magnitudes is taken, else of values, and {@code FROM_MIN} also leaves
   * out as many low values. Only values that are not 0 count, and an end never cuts off more than a
   * tenth of the sum of magnitudes on its side: a map that is one pixel, or a small object beside
   * almost nothing, is not an outlier of itself. A percentile is a value of the map, the next above
   * where it falls between two. A map without finite values has the range 0 to 0.
   */
  public static Range of(Grid grid, Kind kind, double percentile) {
    requirePercentile(percentile);
    float[] sorted = finite(grid, kind == Kind.SYMMETRIC);
    Arrays.sort(sorted);
    float high = upper(sorted, percentile);
    Range range =
        switch (kind) {
          case SYMMETRIC -> new Range(kind, 0 - high, high, percentile, false);
          case FROM_ZERO -> new Range(kind, 0, Math.max(0, high), percentile, false);
          case FROM_MIN -> {
            float low = 0 - upper(negated(sorted), percentile);
            yield new Range(kind, low, Math.max(low, high), percentile, false);
          }
        };
    return new Range(kind, range.low, range.high, percentile, range.beyond(grid) > 0);
  }

  /** The upper end for rising values. */
  private static float upper(float[] sorted, double percentile) {
    float greatest = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    float[] counted = withoutZeros(sorted);
    if (percentile == 100 || counted.length == 0) {
      return greatest;
    }
    float end = counted[(int) Math.ceil(percentile / 100 * (counted.length - 1))];
    boolean hasZeros = counted.length < sorted.length;
    return Math.max(end, hasZeros || greatest > 0 ? leastThatKeepsEnough(sorted) : end);
  }

  /** The least end above which no more than the part of the positive sum lies that may be cut. */
  private static float leastThatKeepsEnough(float[] sorted) {
    double total = 0;
    for (float value : sorted) {
      total += Math.max(0, value);
    }
    double sum = 0;
    for (int i = sorted.length - 1; i >= 0 && sorted[i] > 0; i--) {
      sum += sorted[i];
      int above = sorted.length - i;
      double cut = sum - (double) above * (i == 0 ? 0 : Math.max(0, sorted[i - 1]));
      if (cut > MOST_CUT_OFF * total) {
        return (float) ((sum - MOST_CUT_OFF * total) / above);
      }
    }
    return 0;
  }

  private static float[] withoutZeros(float[] values) {
    float[] kept = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (value != 0) {
        kept[count++] = value;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** The negatives of rising values, rising. */
  private static float[] negated(float[] sorted) {
    float[] negated = new float[sorted.length];
    for (int i = 0; i < negated.length; i++) {
      negated[i] = 0 - sorted[sorted.length - 1 - i];
    }
    return negated;
  }

  private long beyond(Grid grid) {
    long beyond = 0;
    for (float value : grid.values()) {
      beyond += Float.isFinite(value) && (value > high || value < low) ? 1 : 0;
    }
    return beyond;
  }

  private static double greatestMagnitude(Grid grid) {
    float greatest = 0;
    for (float magnitude : finite(grid, true)) {
      greatest = Math.max(greatest, magnitude);
    }
    return greatest;
  }

  /** What a reader must know where many of a map's values that are not 0 are clipped. */
  public Optional<String> warning(Grid grid) {
    long beyond = beyond(grid);
    int counted = withoutZeros(finite(grid, false)).length;
    return beyond <= MANY * counted || beyond <= 1
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "the colours end before the values do: %d of %d pixels that are not 0 lie beyond"
                    + " them, up to %s",
                beyond, counted, ShortNumber.format(greatestMagnitude(grid))));
  }

  private static void requirePercentile(double percentile) {
    if (!(percentile > 50 && percentile <= 100)) {
      throw new InputException(
          "illegal percentile: " + percentile + ", must be above 50 and at most 100");
    }
  }

  private static float[] finite(Grid grid, boolean magnitudes) {
    float[] kept = new float[grid.values().length];
    int count = 0;
    for (float value : grid.values()) {
      if (Float.isFinite(value)) {
        kept[count++] = magnitudes ? Math.abs(value) : value;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /**
   * Where a value lies between the low end (0) and the high end (1); values beyond are clipped.
   *
   * <p>In a range of no extent, as of a blank map, everything lies at zero's place.
   */
  public double fraction(float value) {
    if (low == high) {
      return kind == Kind.SYMMETRIC ? 0.5 : 0;
    }
    double fraction = ((double) value - low) / ((double) high - low);
    return Math.min(1, Math.max(0, fraction));
  }

  /** How far a value is from the neutral one, from 0 to 1 at the end of the range. */
  public double strength(float value) {
    double fraction = fraction(value);
    return kind == Kind.SYMMETRIC ? Math.abs(2 * fraction - 1) : fraction;
  }
}

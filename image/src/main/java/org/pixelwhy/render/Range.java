package org.pixelwhy.render;

import java.util.Arrays;
import org.pixelwhy.image.Grid;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Which values the two ends of a colour map stand for.
 *
 * @param kind where the ends lie
 * @param low the value of the low end
 * @param high the value of the high end, at least {@code low}
 * @param percentile 100, or the percentile of the values (for symmetric ranges: of their
 *     magnitudes) beyond which colours are clipped
 */
public record Range(Kind kind, float low, float high, double percentile) {
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

  /**
   * The range of a map's finite values.
   *
   * <p>With a percentile below 100 the outermost values no longer set the ends: for symmetric
   * ranges the percentile of magnitudes is taken, else of values, and {@code FROM_MIN} also leaves
   * out as many low values. Percentiles are interpolated linearly between order statistics. A map
   * without finite values has the range 0 to 0.
   */
  public static Range of(Grid grid, Kind kind, double percentile) {
    requirePercentile(percentile);
    float[] sorted = finite(grid, kind == Kind.SYMMETRIC);
    Arrays.sort(sorted);
    float high = sorted.length == 0 ? 0 : quantile(sorted, percentile / 100);
    return switch (kind) {
      case SYMMETRIC -> new Range(kind, 0 - high, high, percentile);
      case FROM_ZERO -> new Range(kind, 0, Math.max(0, high), percentile);
      case FROM_MIN -> {
        float low = sorted.length == 0 ? 0 : quantile(sorted, 1 - percentile / 100);
        yield new Range(kind, low, Math.max(low, high), percentile);
      }
    };
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

  private static float quantile(float[] sorted, double fraction) {
    double place = fraction * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    double weight = place - below;
    return (float) ((1 - weight) * sorted[below] + weight * sorted[above]);
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

  /** What a reader must know of clipping, such as "clipped at percentile 99.5"; may be empty. */
  public String note() {
    return percentile == 100 ? "" : "clipped at percentile " + ShortNumber.format(percentile);
  }
}

package org.pixelwhy.render;

import org.pixelwhy.image.Grid;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How a map's values become colours.
 *
 * @param colors a diverging colour map if, and only if, the range is symmetric, so that the neutral
 *     colour always means zero
 * @param range the values at the ends of the colour map
 */
public record Coloring(ColorMap colors, Range range) {
  /** Lets few outliers not blacken the rest. */
  public static final double USUAL_PERCENTILE = 99.5;

  public Coloring {
    if (colors.diverging() != (range.kind() == Range.Kind.SYMMETRIC)) {
      throw new InputException(
          Text.format(
              "colour map \"%s\" does not suit a range of kind %s: signed maps need a diverging one",
              colors, range.kind()));
    }
  }

  /**
   * Colours for a map, the range following from the colour map: symmetric if diverging, else from
   * zero, or from the least value where that is negative.
   *
   * @param percentile 100, or the percentile at which outliers are clipped
   */
  public static Coloring of(Grid grid, ColorMap colors, double percentile) {
    Range.Kind kind = Range.Kind.FROM_ZERO;
    if (colors.diverging()) {
      kind = Range.Kind.SYMMETRIC;
    } else if (hasNegative(grid)) {
      kind = Range.Kind.FROM_MIN;
    }
    return new Coloring(colors, Range.of(grid, kind, percentile));
  }

  /** Blue-white-red for a map with negative values, else viridis; outliers clipped as usual. */
  public static Coloring of(Grid grid) {
    ColorMap colors = hasNegative(grid) ? ColorMap.BLUE_WHITE_RED : ColorMap.VIRIDIS;
    return of(grid, colors, USUAL_PERCENTILE);
  }

  private static boolean hasNegative(Grid grid) {
    for (float value : grid.values()) {
      if (value < 0) {
        return true;
      }
    }
    return false;
  }

  /** The colour {@code 0xRRGGBB} of a value that is a number. */
  public int rgb(float value) {
    return colors.rgb(range.fraction(value));
  }
}

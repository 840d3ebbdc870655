package org.pixelwhy.image;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One of the lines along which the positions of a field are counted.
 *
 * @param name what is counted: {@code slices}, {@code rows}, {@code columns}
 * @param extent how many positions there are
 * @param spacing how far neighbours are apart; empty where nobody says so
 * @param towards where in the body greater numbers lie; empty where that is not known
 */
public record Axis(
    String name, int extent, Optional<Spacing> spacing, Optional<Direction> towards) {
  public static final String SLICES = "slices";
  public static final String ROWS = "rows";
  public static final String COLUMNS = "columns";

  /**
   * How far neighbouring positions are apart.
   *
   * @param step greater than 0
   * @param unit such as {@code mm}
   */
  public record Spacing(double step, String unit) {
    private static final double GREATEST = 1e6;

    public Spacing {
      Objects.requireNonNull(unit, "unit");
      if (!(step > 0 && step < GREATEST)) {
        throw new InputException(
            Text.format(
                "illegal spacing of %s %s, must be above 0 and below %.0f", step, unit, GREATEST));
      }
    }

    /** In millimetres, the unit of medical images. */
    public static Spacing millimetres(double step) {
      return new Spacing(step, "mm");
    }

    @Override
    public String toString() {
      return round(step) + " " + unit;
    }

    /** Four digits that count, and no zeros behind them. */
    static String round(double step) {
      return new BigDecimal(step).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
  }

  public Axis {
    Objects.requireNonNull(spacing, "spacing");
    Objects.requireNonNull(towards, "towards");
    if (name.isBlank() || extent < 1) {
      throw new InputException(
          Text.format("axis '%s' of %d positions: needs a name and at least one", name, extent));
    }
  }

  /** An axis of which no more is known. */
  public static Axis of(String name, int extent) {
    return new Axis(name, extent, Optional.empty(), Optional.empty());
  }

  /** The same line over the same length, counted in another number of positions. */
  public Axis resampled(int positions) {
    return cut(positions).enlarged((double) positions / extent);
  }

  /** The same positions, fewer or more of them. */
  public Axis cut(int positions) {
    return new Axis(name, positions, spacing, towards);
  }

  /** The same positions, counted from the other end. */
  public Axis flipped() {
    return new Axis(name, extent, spacing, towards.map(Direction::opposite));
  }

  /** The same under another name. */
  public Axis named(String newName) {
    return new Axis(newName, extent, spacing, towards);
  }

  /** The same number of positions, closer to each other by a factor. */
  public Axis enlarged(double factor) {
    return new Axis(
        name,
        extent,
        spacing.map(given -> new Spacing(given.step() / factor, given.unit())),
        towards);
  }
}

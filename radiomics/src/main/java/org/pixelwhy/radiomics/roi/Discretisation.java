package org.pixelwhy.radiomics.roi;

import java.util.OptionalDouble;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** How intensities become grey levels 1, 2, 3 ... */
public sealed interface Discretisation {
  /** Beyond that a matrix of pairs would take too much memory, and hold next to nothing. */
  int MOST_LEVELS = 1024;

  /**
   * The level of every value.
   *
   * @param values of the region; at least one, all finite
   * @param lowest lower bound of re-segmentation, if there was one
   */
  Binning binning(double[] values, OptionalDouble lowest);

  /**
   * Bins of equal width between two intensities.
   *
   * @param start where bin 1 begins
   * @param width of a bin; 0 where all values are the same
   * @param levels how many there can be
   */
  record Binning(double start, double width, int levels) {
    /** The level of a value. */
    public int level(double value) {
      return width == 0
          ? 1
          : (int) Math.max(1, Math.min(levels, Math.floor((value - start) / width) + 1));
    }
  }

  /**
   * A number of bins between the least and the greatest value.
   *
   * @param bins at least 1
   */
  record BinNumber(int bins) implements Discretisation {
    public BinNumber {
      if (bins < 1 || bins > MOST_LEVELS) {
        throw new InputException(
            Text.format("illegal number of bins %d, must be from 1 to %d", bins, MOST_LEVELS));
      }
    }

    @Override
    public Binning binning(double[] values, OptionalDouble lowest) {
      double min = Extremes.min(values);
      double max = Extremes.max(values);
      return min == max ? new Binning(min, 0, 1) : new Binning(min, (max - min) / bins, bins);
    }

    @Override
    public String toString() {
      return bins + " bins";
    }
  }

  /**
   * Bins of a width, from the lower bound of re-segmentation or else the least value on.
   *
   * @param width above 0
   */
  record BinWidth(double width) implements Discretisation {
    public BinWidth {
      requireWidth(width);
    }

    @Override
    public Binning binning(double[] values, OptionalDouble lowest) {
      return binned(lowest.orElse(Extremes.min(values)), width, Extremes.max(values));
    }

    @Override
    public String toString() {
      return "bins of width " + Text.number(width);
    }
  }

  /**
   * Bins of a width that begin at multiples of it, as pyradiomics has them.
   *
   * @param width above 0
   */
  record BinMultiples(double width) implements Discretisation {
    public BinMultiples {
      requireWidth(width);
    }

    @Override
    public Binning binning(double[] values, OptionalDouble lowest) {
      double start = Math.floor(Extremes.min(values) / width) * width;
      return binned(start, width, Extremes.max(values));
    }

    @Override
    public String toString() {
      return "bins of width " + Text.number(width) + " at its multiples";
    }
  }

  private static void requireWidth(double width) {
    if (!(width > 0 && Double.isFinite(width))) {
      throw new InputException(
          Text.format("illegal width of bins %s, must be above 0", Text.number(width)));
    }
  }

  private static Binning binned(double start, double width, double max) {
    double levels = Math.floor((max - start) / width) + 1;
    if (levels > MOST_LEVELS) {
      throw new InputException(
          Text.format(
              "bins of width %s make %.0f grey levels of intensities from %s to %s, more than %d;"
                  + " take wider ones",
              Text.number(width), levels, Text.number(start), Text.number(max), MOST_LEVELS));
    }
    return new Binning(start, width, (int) Math.max(1, levels));
  }
}

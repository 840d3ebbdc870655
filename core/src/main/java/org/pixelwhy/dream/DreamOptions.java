package org.pixelwhy.dream;

import java.util.Objects;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How long a dream goes on, and how.
 *
 * @param steps the most that are taken, at least 1
 * @param ascent how the image follows the gradient
 * @param range of values that images have
 * @param stop when nothing changes any more
 */
public record DreamOptions(int steps, Ascent ascent, ValueRange range, Stop stop) {
  /** Steps where no number is given. */
  public static final int STEPS = 600;

  /**
   * A dream ends when for some steps in a row neither the mask nor any number that its listener
   * gives has changed. Those of a mask that is still empty do not count.
   *
   * @param tolerance by how much of itself a number may change between two steps
   * @param patience steps in a row; 0 lets a dream go on to its last step
   */
  public record Stop(double tolerance, int patience) {
    /** A thousandth, over ten steps. */
    public static final Stop USUAL = new Stop(1e-3, 10);

    public Stop {
      if (!(tolerance >= 0 && Double.isFinite(tolerance)) || patience < 0) {
        throw new InputException(
            Text.format(
                "illegal rule for stopping: tolerance %s over %d steps, neither may be negative",
                Text.number(tolerance), patience));
      }
    }
  }

  public DreamOptions {
    Objects.requireNonNull(ascent, "ascent");
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(stop, "stop");
    if (steps < 1) {
      throw new InputException("illegal number of steps " + steps + ", must be at least 1");
    }
  }

  /** Plain steps in a range of values. */
  public static DreamOptions plain(int steps, ValueRange range) {
    return new DreamOptions(steps, Ascent.PLAIN, range, Stop.USUAL);
  }
}

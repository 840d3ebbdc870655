package org.pixelwhy.app.cli.console;

import java.util.function.LongSupplier;
import org.pixelwhy.tensor.Text;

/** How long work goes on yet, by the time that its steps have taken. */
final class TimeLeft {
  private static final double SECONDS = 1e-9;

  /** Before that, steps have not shown how long they take. */
  private static final double KNOWN_AFTER = 3;

  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private final LongSupplier clock;
  private long started;
  private int first;
  private int last = Integer.MAX_VALUE;
  private int total = -1;

  /**
   * @param clock in nanoseconds
   */
  TimeLeft(LongSupplier clock) {
    this.clock = clock;
  }

  /** The end of a line about so many finished steps of all; empty while it is not known. */
  String after(int done, int all) {
    if (all != total || done < last) {
      // Other work.
      started = clock.getAsLong();
      first = done;
      total = all;
    }
    last = done;
    double seconds = SECONDS * (clock.getAsLong() - started);
    if (done == first || seconds < KNOWN_AFTER) {
      return "";
    }
    return ", " + text(Math.round(seconds / (done - first) * (all - done))) + " left";
  }

  /** A time in words, such as {@code 12 min}. */
  static String text(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    return seconds < HOUR
        ? Text.format("%d min", Math.round((double) seconds / MINUTE))
        : Text.format("%.1f h", (double) seconds / HOUR);
  }
}

package org.pixelwhy.app.cli.train;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.pixelwhy.app.cli.console.PlanLine;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.bench.PeakMemory;
import org.pixelwhy.study.Progress;
import org.pixelwhy.tensor.Text;

/**
 * Says before a long training what it will take, as soon as its steps have shown how long they are.
 */
final class TrainingPlan implements Progress {
  /** The first one compiles the program, and so shows nothing. */
  private static final int SHOWN_AFTER = 3;

  private static final double SECONDS = 1e-9;

  private final PrintWriter err;
  private final ProgressBar bar;
  private final int epochs;
  private final LongSupplier clock;
  private int steps;
  private long started;

  /**
   * @param bar hears of each step, too
   * @param epochs of the whole training
   * @param clock in nanoseconds
   */
  TrainingPlan(PrintWriter err, ProgressBar bar, int epochs, LongSupplier clock) {
    this.err = err;
    this.bar = bar;
    this.epochs = epochs;
    this.clock = clock;
  }

  @Override
  public void step(String what, int done, int total) {
    if (steps == 1) {
      started = clock.getAsLong();
    } else if (steps == SHOWN_AFTER) {
      double seconds = SECONDS * (clock.getAsLong() - started) / (SHOWN_AFTER - 1);
      double left = seconds * (total - done);
      if (left >= PlanLine.SHORT_SECONDS) {
        bar.clear();
        err.println(
            line(
                new Steps(total - done, (double) total / epochs, seconds), PeakMemory.megabytes()));
        err.flush();
      }
    }
    steps++;
    bar.step(what, done, total);
  }

  /**
   * What there is to do.
   *
   * @param left steps that are not done
   * @param each of an epoch
   * @param seconds that one takes
   */
  record Steps(int left, double each, double seconds) {}

  /**
   * @param megabytes that the process takes, or -1 where nobody knows
   */
  static String line(Steps steps, long megabytes) {
    return Text.format(
        "%d steps to do, %d in each epoch, of %.2g s: about %s, and the validation images come on top%s;"
            + " Ctrl-C stops, --resume goes on after the last whole epoch",
        steps.left(),
        Math.round(steps.each()),
        steps.seconds(),
        PlanLine.time(steps.left() * steps.seconds()),
        megabytes < 0 ? "" : Text.format("; about %d MiB", megabytes));
  }
}

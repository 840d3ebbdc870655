package org.pixelwhy.app.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.pixelwhy.study.Progress;
import org.pixelwhy.tensor.Text;

/**
 * Draws on a terminal how far the work has come, and how long it takes yet; elsewhere it writes a
 * line a minute.
 */
public final class ProgressBar implements Progress, AutoCloseable {
  private static final int WIDTH = 24;
  private static final int LONGEST_NAME = 48;
  private static final String CLEAR_LINE = "\r\033[K";

  private static final long BETWEEN_LINES_NANOS = 60_000_000_000L;

  private final PrintStream terminal;
  private final boolean visible;
  private final LongSupplier clock;
  private final TimeLeft timeLeft;
  private long lastLine;

  /**
   * @param visible whether a line may be drawn over and over
   * @param clock in nanoseconds
   */
  ProgressBar(PrintStream terminal, boolean visible, LongSupplier clock) {
    this.terminal = terminal;
    this.visible = visible;
    this.clock = clock;
    this.timeLeft = new TimeLeft(clock);
    this.lastLine = clock.getAsLong();
  }

  /** A bar on standard error. */
  public static ProgressBar onTerminal() {
    boolean visible = System.console() != null && System.getenv("TERM") != null;
    return new ProgressBar(System.err, visible, System::nanoTime);
  }

  @Override
  public void step(String what, int done, int total) {
    if (done < total) {
      String left = timeLeft.after(done, total);
      if (visible) {
        draw(what, done, total, left);
      } else {
        line(what, done, total, left);
      }
    }
  }

  private void draw(String what, int done, int total, String left) {
    int filled = (int) ((long) WIDTH * done / total);
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    terminal.printf(
        Locale.ROOT,
        "%s[%s] %d/%d %s%s",
        CLEAR_LINE,
        bar,
        done,
        total,
        Text.printable(shortened(what)),
        left);
    terminal.flush();
  }

  /**
   * Long work is not silent either where nobody watches: whoever reads the log sees that it goes
   * on.
   */
  private void line(String what, int done, int total, String left) {
    long now = clock.getAsLong();
    if (now - lastLine >= BETWEEN_LINES_NANOS) {
      lastLine = now;
      terminal.printf(Locale.ROOT, "%d/%d %s%s%n", done, total, Text.printable(what), left);
      terminal.flush();
    }
  }

  private static String shortened(String name) {
    int excess = name.length() - LONGEST_NAME;
    return excess <= 0 ? name : "..." + name.substring(excess + 3);
  }

  /** Removes the bar. */
  @Override
  public void close() {
    clear();
  }

  /** Leaves the line free for something else, until the next step. */
  public void clear() {
    if (visible) {
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
  }
}

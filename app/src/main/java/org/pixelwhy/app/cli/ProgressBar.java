package org.pixelwhy.app.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.pixelwhy.study.Progress;
import org.pixelwhy.tensor.Text;

/** Draws on a terminal how far the work has come; elsewhere it stays silent. */
final class ProgressBar implements Progress, AutoCloseable {
  private static final int WIDTH = 24;
  private static final int LONGEST_NAME = 48;
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream terminal;
  private final boolean visible;

  ProgressBar(PrintStream terminal, boolean visible) {
    this.terminal = terminal;
    this.visible = visible;
  }

  /** A bar on standard error. */
  static ProgressBar onTerminal() {
    boolean visible = System.console() != null && System.getenv("TERM") != null;
    return new ProgressBar(System.err, visible);
  }

  @Override
  public void step(String what, int done, int total) {
    if (visible && done < total) {
      int filled = WIDTH * done / total;
      String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
      terminal.printf(
          Locale.ROOT,
          "%s[%s] %d/%d %s",
          CLEAR_LINE,
          bar,
          done,
          total,
          Text.printable(shortened(what)));
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
  void clear() {
    if (visible) {
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
  }
}

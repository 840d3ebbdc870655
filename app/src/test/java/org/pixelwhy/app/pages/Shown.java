package org.pixelwhy.app.pages;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what a command prints with what its page shows. */
final class Shown {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

  /** Other processors round otherwise. */
  private static final double ROUNDING = 0.02;

  private Shown() {}

  /** Each shown line is printed, in this order; numbers with a point nearly so. */
  static void compare(Typed command, List<String> printed) {
    int next = 0;
    for (String line : command.shown()) {
      while (next < printed.size() && !alike(line, printed.get(next))) {
        next++;
      }
      if (next == printed.size()) {
        throw new AssertionError(
            command
                + "\nprints no more what the page shows:\n"
                + line
                + "\nbut:\n"
                + String.join("\n", printed)
                + "\nMend the page's block of text.");
      }
      next++;
    }
  }

  private static boolean alike(String shown, String printed) {
    Matcher a = NUMBER.matcher(shown);
    Matcher b = NUMBER.matcher(printed);
    while (a.find()) {
      if (!b.find()) {
        return false;
      }
      double expected = Double.parseDouble(a.group());
      if (Math.abs(Double.parseDouble(b.group()) - expected) > ROUNDING * Math.abs(expected)) {
        return false;
      }
    }
    return NUMBER.matcher(shown).replaceAll("N").equals(NUMBER.matcher(printed).replaceAll("N"));
  }
}

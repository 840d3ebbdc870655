package org.pixelwhy.tensor;

import java.util.Locale;

/** Sentences with numbers in them, the same in every country. */
public final class Text {
  private Text() {}

  /**
   * The format with its arguments filled in, as {@link String#format(Locale, String, Object...)}
   * does for {@link Locale#ROOT}: a decimal point and digits from 0 to 9, whatever the default
   * locale, so that files and messages read the same everywhere.
   */
  public static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** A number as people write it: whole ones without a point. */
  public static String number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }
}

package org.pixelwhy.tensor;

import java.util.Locale;

/** Texts as people read them: the same in every country, and harmless wherever they are shown. */
public final class Text {
  /** Stands for what must not be shown. */
  public static final char REPLACEMENT = '\ufffd';

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

  /**
   * The text with U+FFFD in place of characters that act instead of being read: control characters
   * but for tab and line break, and what turns the direction of writing around. Names and messages
   * from files pass through here before they reach a terminal, a table or a page: a name may hold
   * the sequence that clears the screen or retitles the window.
   */
  public static String printable(String text) {
    StringBuilder printable = null;
    for (int i = 0; i < text.length(); i++) {
      if (!isPrintable(text.charAt(i))) {
        printable = printable == null ? new StringBuilder(text) : printable;
        printable.setCharAt(i, REPLACEMENT);
      }
    }
    return printable == null ? text : printable.toString();
  }

  /** Whether {@link #printable} leaves a character as it is. */
  public static boolean isPrintable(char c) {
    boolean control = Character.isISOControl(c) && c != '\t' && c != '\n';
    boolean turns = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    boolean breaks = c == '\u2028' || c == '\u2029' || c == '\u200e' || c == '\u200f';
    return !control && !turns && !breaks;
  }
}

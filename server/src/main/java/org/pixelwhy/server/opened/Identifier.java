package org.pixelwhy.server.opened;

import java.util.OptionalLong;

/** Identifiers as clients write them: a letter for what it is, and the number of its row. */
public final class Identifier {
  private static final int MOST_DIGITS = 18;

  private Identifier() {}

  /** The identifier of a row. */
  public static String of(char kind, long row) {
    return kind + Long.toString(row);
  }

  /** The row that an identifier means; empty where it is none of this kind. */
  public static OptionalLong row(char kind, String text) {
    return text.matches(kind + "[1-9][0-9]{0," + (MOST_DIGITS - 1) + "}")
        ? OptionalLong.of(Long.parseLong(text.substring(1)))
        : OptionalLong.empty();
  }
}

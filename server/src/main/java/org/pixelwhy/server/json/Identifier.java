package org.pixelwhy.server.json;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Identifiers as clients write them: a letter for what it is, and the number of its row. */
public final class Identifier {
  /** A model. */
  public static final char MODEL = 'm';

  /** An image. */
  public static final char IMAGE = 'i';

  /** Marked pixels. */
  public static final char MASK = 'k';

  /** A job. */
  public static final char JOB = 'j';

  /** An explainer of noise. */
  public static final char EXPLAINER = 'u';

  /** An explanation. */
  public static final char EXPLANATION = 'x';

  private static final int MOST_DIGITS = 18;
  private static final int LONGEST_SHOWN = 20;

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

  /** What an identifier means, where it is one of this kind and there is such a row. */
  public static <T> Optional<T> find(char kind, String text, LongFunction<Optional<T>> rows) {
    OptionalLong row = row(kind, text);
    return row.isPresent() ? rows.apply(row.getAsLong()) : Optional.empty();
  }

  /** What a client sent in place of one, as messages repeat it. */
  public static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) : text;
  }
}

package org.pixelwhy.tensor;

/**
 * What the caller supplied cannot be used: a file, a graph, an option, an image.
 *
 * <p>The message says in one or two lines where, what was expected, what was found and what to do,
 * so that it can be shown to a user as it is, without a stack trace: it is {@link Text#printable
 * printable}, whatever the names in a file hold.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(Text.printable(message));
  }

  public InputException(String message, Throwable cause) {
    super(Text.printable(message), cause);
  }
}

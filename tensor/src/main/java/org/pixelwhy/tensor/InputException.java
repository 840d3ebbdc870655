package org.pixelwhy.tensor;

import java.util.Optional;

/**
 * What the caller supplied cannot be used: a file, a graph, an option, an image.
 *
 * <p>The message says in one or two lines where, what was expected, what was found and what to do,
 * so that it can be shown to a user as it is, without a stack trace. It says so in the library's
 * own terms; a front end that has words of its own for what to do finds by the {@link #topic} which
 * of them fit.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String topic;

  public InputException(String message) {
    this(message, "", null);
  }

  public InputException(String message, Throwable cause) {
    this(message, "", cause);
  }

  private InputException(String message, String topic, Throwable cause) {
    super(Text.printable(message), cause);
    this.topic = topic;
  }

  /**
   * One about a topic.
   *
   * @param topic what is to be chosen otherwise, such as {@code "output folder"}
   * @param cause may be null
   */
  public static InputException about(String topic, String message, Throwable cause) {
    return new InputException(message, topic, cause);
  }

  /** The same without a cause. */
  public static InputException about(String topic, String message) {
    return about(topic, message, null);
  }

  /** What is to be chosen otherwise, as this or one of its causes says. */
  public final Optional<String> topic() {
    if (topic.isEmpty() && getCause() instanceof InputException cause) {
      return cause.topic();
    }
    return Optional.of(topic).filter(text -> !text.isEmpty());
  }
}

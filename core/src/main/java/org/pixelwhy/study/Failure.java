package org.pixelwhy.study;

import java.util.Optional;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.target.EmptyTarget;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;

/**
 * An image that could not be explained, or one target of it.
 *
 * @param source the image
 * @param target what alone could not be explained about it; empty where nothing could
 * @param reason why, without the image's name
 * @param absent whether it is only that the class asked about is predicted nowhere
 * @param topic what is to be chosen otherwise ({@link InputException#topic})
 */
public record Failure(
    ImageSource source,
    Optional<Target> target,
    String reason,
    boolean absent,
    Optional<String> topic) {
  /** What a problem with an image comes to. */
  public static Failure of(ImageSource source, Optional<Target> target, InputException cause) {
    String start = source.name() + ": ";
    String told = cause.getMessage();
    String reason = told.startsWith(start) ? told.substring(start.length()) : told;
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    boolean absent = cause instanceof EmptyTarget || root instanceof EmptyTarget;
    return new Failure(source, target, reason, absent, cause.topic());
  }

  /** What is wrong, told with the image's name. */
  public static InputException named(ImageSource source, InputException cause) {
    return cause.getMessage().contains(source.name())
        ? cause
        : new InputException(source.name() + ": " + cause.getMessage(), cause);
  }

  /** The image, and the target where others of it were explained. */
  public String subject() {
    return source.name() + target.map(spec -> ", target " + spec).orElse("");
  }

  @Override
  public String toString() {
    return subject() + ": " + reason;
  }
}

package org.pixelwhy.server.accounts;

import java.time.Duration;
import org.pixelwhy.tensor.Text;

/** Too many attempts to log in failed; a later one is looked at again. */
public final class TooOftenException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final long MILLIS = 1_000;

  private final long seconds;

  TooOftenException(Duration wait) {
    this((wait.toMillis() + MILLIS - 1) / MILLIS);
  }

  private TooOftenException(long seconds) {
    super(Text.format("too many attempts failed; try again in %d s", seconds));
    this.seconds = seconds;
  }

  /** How long to wait. */
  public long seconds() {
    return seconds;
  }
}

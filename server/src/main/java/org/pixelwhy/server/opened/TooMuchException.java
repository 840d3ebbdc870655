package org.pixelwhy.server.opened;

import org.pixelwhy.tensor.InputException;

/** More was sent, or is kept, than the server allows. */
public final class TooMuchException extends InputException {
  private static final long serialVersionUID = 1L;

  /** What the limit is, and what to do. */
  public TooMuchException(String message) {
    super(message);
  }
}

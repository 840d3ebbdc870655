package org.pixelwhy.server.network;

import org.pixelwhy.tensor.InputException;

/** There is nothing of that name: it never was, or it has been closed. */
public final class NotThereException extends InputException {
  private static final long serialVersionUID = 1L;

  /** What was asked for, in a sentence. */
  public NotThereException(String message) {
    super(message);
  }
}

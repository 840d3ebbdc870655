package org.pixelwhy.server.accounts;

/** Whoever asks is not known to the server, and has to log in. */
public final class NotKnownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is missing or wrong. */
  public NotKnownException(String message) {
    super(message);
  }
}

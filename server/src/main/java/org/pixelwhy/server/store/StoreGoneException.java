package org.pixelwhy.server.store;

/** The database does not answer; it may again later, and nothing is lost meanwhile. */
public final class StoreGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreGoneException(Throwable cause) {
    super("the database does not answer; nothing is lost, try again in a moment", cause);
  }
}

package org.pixelwhy.attribution;

import org.pixelwhy.tensor.InputException;

/** A method has nothing to say about this target or this kind of image; others may. */
public final class InapplicableException extends InputException {
  private static final long serialVersionUID = 1L;

  public InapplicableException(String message) {
    super(message);
  }
}

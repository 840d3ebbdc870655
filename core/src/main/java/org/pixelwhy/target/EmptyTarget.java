package org.pixelwhy.target;

import org.pixelwhy.tensor.InputException;

/** The class asked about is predicted nowhere in the image. */
public final class EmptyTarget extends InputException {
  private static final long serialVersionUID = 1L;

  EmptyTarget(String message) {
    super(message);
  }
}

package org.pixelwhy.onnx.runtime;

import org.pixelwhy.tensor.InputException;

/**
 * The runtime refuses a graph, or fails while running it. Another graph of the same network, such
 * as that of another explanation, may well run.
 */
public final class ProgramException extends InputException {
  private static final long serialVersionUID = 1L;

  ProgramException(String message, Throwable cause) {
    super(message, cause);
  }
}

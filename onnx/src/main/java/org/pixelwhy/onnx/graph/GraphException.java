package org.pixelwhy.onnx.graph;

import org.pixelwhy.tensor.InputException;

/** A graph that is malformed: a missing input, a cycle, a duplicate name, a wrong type. */
public class GraphException extends InputException {
  private static final long serialVersionUID = 1L;

  public GraphException(String message) {
    super(message);
  }

  public GraphException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.pixelwhy.model;

import org.pixelwhy.tensor.Shape;

/**
 * A feature map of the network that can be asked about.
 *
 * @param tensor its name in the ONNX graph
 * @param op the operator that makes it
 * @param shape {@code [N,F,h,w]} or {@code [N,F,d,h,w]}
 */
public record Layer(String tensor, String op, Shape shape) {
  /** Number of positions: h * w. */
  public long positions() {
    return shape.size() / (shape.dim(0) * shape.dim(1));
  }
}

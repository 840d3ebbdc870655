package org.pixelwhy.model;

import org.pixelwhy.tensor.Shape;

/**
 * A feature map of the network that can be asked about.
 *
 * @param tensor its name in the ONNX graph
 * @param op the operator that makes it
 * @param arrangement how the tensor holds the map
 */
public record Layer(String tensor, String op, Arrangement arrangement) {
  /**
   * {@code [N,F,h,w]} or {@code [N,F,d,h,w]}: the map laid out, whatever the tensor's own shape.
   */
  public Shape shape() {
    return arrangement.features();
  }

  /** Number of positions: h * w. */
  public long positions() {
    return shape().size() / (shape().dim(0) * shape().dim(1));
  }
}

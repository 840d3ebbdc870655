package org.pixelwhy.model.run;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * What is made of a layer and its gradient inside the program, so that neither has to be copied out
 * of it. Two of the same meaning must be equal, and their texts are as different as they are.
 */
public interface Readout {
  /**
   * Appends the nodes.
   *
   * @param activation name of the layer's values {@code [1,F,...]}
   * @param gradient name of the gradient {@code [N,F,...]}
   * @param shape of the layer's values
   * @return name of the result {@code [N,...]}
   */
  String append(Ops ops, String activation, String gradient, Shape shape);

  /**
   * A readout of one layer.
   *
   * @param tensor name of the layer's tensor
   */
  record At(String tensor, Readout readout) {}
}

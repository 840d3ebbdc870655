package org.pixelwhy.attribution;

import java.util.List;

/**
 * A method whose maps come out of one graph: the forward pass, passes backward, and a few operators
 * more. It can be written to an ONNX file.
 */
public interface GraphAttributor extends Attributor {
  /**
   * Appends what makes the maps that {@link #explain} gives: one, or one for each layer.
   *
   * @throws org.pixelwhy.tensor.InputException if the model lacks what the method needs, or an
   *     option has no counterpart in a graph
   */
  List<GraphMap> append(ExplainerGraph graph);
}

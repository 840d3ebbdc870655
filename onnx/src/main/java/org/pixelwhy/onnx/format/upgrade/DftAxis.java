package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** The axis became an input, and its default changed. */
final class DftAxis implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    String axis =
        scope.constant("axis", Tensor.scalar(DataType.INT64, node.intAttribute("axis", 1)));
    return List.of(node.withInputs(List.of(node.input(0), node.input(1), axis)).without("axis"));
  }
}

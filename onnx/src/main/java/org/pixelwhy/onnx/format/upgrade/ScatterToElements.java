package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;

/** {@code Scatter} was renamed to {@code ScatterElements}. */
final class ScatterToElements implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    return List.of(
        new Node(
            node.name(), "", "ScatterElements", node.inputs(), node.outputs(), node.attributes()));
  }
}

package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;

/** A {@code Split} into equal parts must say how many they are. */
final class SplitCount implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    return List.of(
        node.hasInput(1) ? node : node.with("num_outputs", Attribute.of(node.outputs().size())));
  }
}

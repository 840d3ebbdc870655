package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;

/** {@code Upsample} was renamed to {@code Resize}; its first mode was also called bilinear. */
final class UpsampleToResize implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    String mode = node.stringAttribute("mode", "nearest");
    return List.of(
        new Node(node.name(), "", "Resize", node.inputs(), node.outputs(), node.attributes())
            .with("mode", Attribute.of(mode.equals("bilinear") ? "linear" : mode)));
  }
}

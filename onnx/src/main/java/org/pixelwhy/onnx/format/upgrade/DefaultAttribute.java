package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;

/**
 * A new attribute whose default is not the old behaviour.
 *
 * @param attribute its name
 * @param value the value that stands for the old behaviour
 */
record DefaultAttribute(String attribute, Attribute value) implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    return List.of(node.has(attribute) ? node : node.with(attribute, value));
  }
}

package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;

/**
 * RMSNormalization under the name by which ONNX Runtime has it in every opset: it stays one node,
 * which rules know for a normalisation.
 */
final class RmsNormalizationNodes implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    return List.of(
        new Node(
            node.name(),
            "",
            "SimplifiedLayerNormalization",
            node.inputs(),
            node.outputs(),
            node.attributes()));
  }
}

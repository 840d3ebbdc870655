package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;

/** The outputs of {@code BatchNormalization} that only training needs changed their meaning. */
final class TrainingOutputs implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    if (node.outputs().stream().skip(1).anyMatch(scope::isUsed)) {
      throw Scope.refusal(
          node, "its statistics of training are read; export the model for inference");
    }
    return List.of(node.withOutputs(node.outputs().subList(0, 1)));
  }
}

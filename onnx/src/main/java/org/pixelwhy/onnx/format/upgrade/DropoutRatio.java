package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** The ratio became an input. In inference it has no effect, and the mask has no content. */
final class DropoutRatio implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    if (scope.isUsed(node.output(1))) {
      throw Scope.refusal(node, "its mask is read; export the model for inference");
    }
    String ratio =
        scope.constant("ratio", Tensor.scalar(DataType.FLOAT, node.floatAttribute("ratio", 0.5f)));
    return List.of(
        node.withInputs(List.of(node.input(0), ratio))
            .withOutputs(List.of(node.output(0)))
            .without("ratio"));
  }
}

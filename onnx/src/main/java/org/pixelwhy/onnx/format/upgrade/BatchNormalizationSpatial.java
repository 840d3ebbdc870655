package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;

/** Statistics per pixel instead of per channel, {@code spatial=0}, were withdrawn. */
final class BatchNormalizationSpatial implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    if (node.intAttribute("spatial", 1) != 1) {
      throw Scope.refusal(
          node, "statistics per pixel (spatial=0) are not supported; export the model again");
    }
    return List.of(node.without("spatial"));
  }
}

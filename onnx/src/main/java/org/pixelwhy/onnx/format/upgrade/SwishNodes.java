package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;

/** Swish: {@code x * sigmoid(alpha x)}; SwiGLU: the Swish of a, times b. */
final class SwishNodes implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    NodeList list = new NodeList(scope);
    String x = node.input(0);
    float alpha = node.floatAttribute("alpha", 1);
    String gate = list.op("Sigmoid", alpha == 1 ? x : list.op("Mul", x, list.number(alpha, x)));
    String swish = list.op("Mul", x, gate);
    String result = node.hasInput(1) ? list.op("Mul", swish, node.input(1)) : swish;
    list.rename(result, node.output(0));
    return list.nodes();
  }
}

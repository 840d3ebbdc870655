package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.graph.Node;

/**
 * CumProd: {@code y_j} is the product over all i of {@code x_i} where i comes before j, and of 1
 * elsewhere.
 */
final class CumProdNodes implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    String x = node.input(0);
    NodeList list = new NodeList(scope);
    int axis = fromTheBack(node, scope);
    String length = list.extent(x, axis);
    String mask = list.compared(comparison(node), length, length);
    if (axis < -1) {
      long[] inner = LongStream.range(2, 1L - axis).toArray();
      mask = list.op("Unsqueeze", mask, list.longs(inner));
    }
    String rows = list.op("Unsqueeze", x, list.longs(axis - 1L));
    String factors = list.op("Where", mask, rows, list.number(1, x));
    String product = list.op("ReduceProd", Map.of("keepdims", 0), factors, list.longs(axis));
    list.rename(product, node.output(0));
    return list.nodes();
  }

  /** Of j, the rows, and i, the columns. */
  private static String comparison(Node node) {
    boolean reverse = node.intAttribute("reverse", 0) != 0;
    boolean exclusive = node.intAttribute("exclusive", 0) != 0;
    return (reverse ? "Less" : "Greater") + (exclusive ? "" : "OrEqual");
  }

  private static int fromTheBack(Node node, Scope scope) {
    long axis =
        scope
            .value(node.input(1))
            .orElseThrow(() -> Scope.refusal(node, "its axis must be a constant"))
            .getLong(0);
    if (axis < 0) {
      return (int) axis;
    }
    return (int) axis
        - scope
            .rank(node.input(0))
            .orElseThrow(() -> Scope.refusal(node, "how many axes its input has is not known"));
  }
}

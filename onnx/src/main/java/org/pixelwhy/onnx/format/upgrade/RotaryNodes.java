package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Node;

/**
 * RotaryEmbedding: pairs {@code (a, b)} of a token's features become {@code (a cos - b sin, a sin +
 * b cos)}, the angle following from its position.
 */
final class RotaryNodes {
  private final Node node;
  private final Scope scope;
  private final NodeList list;
  private final boolean interleaved;

  RotaryNodes(Node node, Scope scope) {
    this.node = node;
    this.scope = scope;
    this.list = new NodeList(scope);
    this.interleaved = node.intAttribute("interleaved", 0) != 0;
  }

  List<Node> nodes() {
    long heads = node.intAttribute("num_heads", 0);
    boolean joined = scope.rank(node.input(0)).map(rank -> rank == 3).orElse(heads > 0);
    String x = node.input(0);
    if (joined) {
      x = list.op("Reshape", x, list.longs(0, 0, heads, -1));
    }
    // [B,T,heads,d] where the heads were joined, else [B,heads,T,d].
    String cos = angles(node.input(1), joined ? 2 : 1);
    String sin = angles(node.input(2), joined ? 2 : 1);
    long turned = node.intAttribute("rotary_embedding_dim", 0);
    String result = turned == 0 ? turned(x, cos, sin) : partly(x, turned, cos, sin);
    if (joined) {
      result = list.op("Reshape", result, list.longs(0, 0, -1));
    }
    list.rename(result, node.output(0));
    return list.nodes();
  }

  private String angles(String cache, long axis) {
    String ofTokens = node.hasInput(3) ? list.op("Gather", cache, node.input(3)) : cache;
    return list.op("Unsqueeze", ofTokens, list.longs(axis));
  }

  private String partly(String x, long turned, String cos, String sin) {
    String first = slice(x, 0, turned, 1);
    String rest = slice(x, turned, Long.MAX_VALUE, 1);
    return list.op("Concat", Map.of("axis", -1), turned(first, cos, sin), rest);
  }

  private String turned(String x, String cos, String sin) {
    String a;
    String b;
    if (interleaved) {
      a = slice(x, 0, Long.MAX_VALUE, 2);
      b = slice(x, 1, Long.MAX_VALUE, 2);
    } else {
      a = scope.fresh("half");
      b = scope.fresh("half");
      list.add("Split", Map.of("axis", -1, "num_outputs", 2), List.of(a, b), x);
    }
    String real = list.op("Sub", list.op("Mul", a, cos), list.op("Mul", b, sin));
    String imaginary = list.op("Add", list.op("Mul", a, sin), list.op("Mul", b, cos));
    if (!interleaved) {
      return list.op("Concat", Map.of("axis", -1), real, imaginary);
    }
    String pairs =
        list.op(
            "Concat",
            Map.of("axis", -1),
            list.op("Unsqueeze", real, list.longs(-1)),
            list.op("Unsqueeze", imaginary, list.longs(-1)));
    return list.op("Reshape", pairs, list.longs(0, 0, 0, -1));
  }

  private String slice(String x, long start, long end, long step) {
    return list.op(
        "Slice", x, list.longs(start), list.longs(end), list.longs(-1), list.longs(step));
  }
}

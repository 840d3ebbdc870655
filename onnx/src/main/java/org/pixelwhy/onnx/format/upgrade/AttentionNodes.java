package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Node;

/**
 * Attention: {@code softmax(scale Q K^T + mask) V} for each head. Several heads of queries may
 * share one of keys and values.
 *
 * <p>What only language models need is refused: the memory of tokens before, and windows of tokens.
 */
final class AttentionNodes {
  private static final int MASK = 3;
  private static final long RAW = 0;
  private static final long PROBABILITIES = 3;

  private final Node node;
  private final Scope scope;
  private final NodeList list;
  private final boolean joined;
  private final long queryHeads;
  private final long keyHeads;

  AttentionNodes(Node node, Scope scope) {
    this.node = node;
    this.scope = scope;
    this.list = new NodeList(scope);
    this.queryHeads = node.intAttribute("q_num_heads", 0);
    this.keyHeads = node.intAttribute("kv_num_heads", 0);
    this.joined = scope.rank(node.input(0)).map(rank -> rank == 3).orElse(queryHeads > 0);
    boolean windows =
        node.intAttribute("left_window_size", -1) >= 0
            || node.intAttribute("right_window_size", -1) >= 0;
    if (node.hasInput(4) || node.hasInput(5) || node.hasInput(6) || windows) {
      throw Scope.refusal(node, "it uses the memory of a language model");
    }
    long mode = node.intAttribute("qk_matmul_output_mode", RAW);
    if (node.hasOutput(3) && mode != RAW && mode != PROBABILITIES) {
      throw Scope.refusal(node, "its attribute 'qk_matmul_output_mode' must be 0 or 3");
    }
  }

  List<Node> nodes() {
    String q = heads(node.input(0), queryHeads);
    String k = heads(node.input(1), keyHeads);
    String v = heads(node.input(2), keyHeads);
    boolean grouped = !joined || queryHeads != keyHeads;
    String scores = list.op("MatMul", grouped ? perKey(scaled(q), k) : scaled(q), transposed(k));
    scores = grouped ? perQuery(scores, q) : scores;
    String shares = list.op("Softmax", Map.of("axis", -1), biased(scores));
    String y = list.op("MatMul", grouped ? perKey(shares, k) : shares, v);
    y = grouped ? perQuery(y, q) : y;
    output(3, node.intAttribute("qk_matmul_output_mode", RAW) == RAW ? scores : shares);
    output(1, k);
    output(2, v);
    if (joined) {
      y = list.op("Transpose", Map.of("perm", new long[] {0, 2, 1, 3}), y);
      y = list.op("Reshape", y, list.longs(0, 0, -1));
    }
    output(0, y);
    return list.nodes();
  }

  private void output(int i, String tensor) {
    if (node.hasOutput(i)) {
      list.name(tensor, node.output(i));
    }
  }

  /** {@code [B,heads,T,d]}. */
  private String heads(String tokens, long heads) {
    if (!joined) {
      return tokens;
    }
    String split = list.op("Reshape", tokens, list.longs(0, 0, heads, -1));
    return list.op("Transpose", Map.of("perm", new long[] {0, 2, 1, 3}), split);
  }

  private String transposed(String k) {
    return list.op("Transpose", Map.of("perm", new long[] {0, 1, 3, 2}), k);
  }

  private String scaled(String q) {
    if (node.has("scale")) {
      return list.op("Mul", q, list.number(node.floatAttribute("scale", 1), q));
    }
    String size = list.op("CastLike", list.extent(q, -1), q);
    return list.op("Div", q, list.op("Sqrt", size));
  }

  /** The rows of all heads of queries that share a head of keys, one below the other. */
  private String perKey(String rows, String k) {
    return list.op("Reshape", rows, shape(list.extent(k, 1)));
  }

  private String perQuery(String rows, String q) {
    return list.op("Reshape", rows, shape(list.extent(q, 1)));
  }

  private String shape(String heads) {
    return list.op("Concat", Map.of("axis", 0), list.longs(0), heads, list.longs(-1, 0));
  }

  private String biased(String scores) {
    String biased = scores;
    float cap = node.floatAttribute("softcap", 0);
    if (cap != 0) {
      String limit = list.number(cap, scores);
      biased = list.op("Mul", list.op("Tanh", list.op("Div", scores, limit)), limit);
    }
    if (node.intAttribute("is_causal", 0) != 0) {
      biased = causal(biased);
    }
    return node.hasInput(MASK) ? masked(biased) : biased;
  }

  private String causal(String scores) {
    String queries = list.extent(scores, -2);
    return without(list.compared("GreaterOrEqual", queries, list.extent(scores, -1)), scores);
  }

  private String masked(String scores) {
    String mask = node.input(MASK);
    return scope.isCondition(mask) ? without(mask, scores) : list.op("Add", scores, mask);
  }

  /** Scores where a condition holds, elsewhere so little that the softmax is zero. */
  private String without(String condition, String scores) {
    return list.op("Where", condition, scores, list.number(-Float.MAX_VALUE, scores));
  }
}

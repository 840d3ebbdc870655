package org.pixelwhy.onnx.autodiff;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** A gradient was asked for, and nodes on its way have no rule. */
public class UnsupportedOperatorException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient List<Node> nodes;

  UnsupportedOperatorException(List<Node> nodes) {
    super(
        Text.format(
            "no gradient rule for %s; methods that only run the model forward still work",
            describe(nodes)));
    this.nodes = List.copyOf(nodes);
  }

  /** A node whose operator has a rule, but not for how this node uses it; says why. */
  public UnsupportedOperatorException(Node node, String reason) {
    super(
        Text.format(
            "no gradient rule for %s: %s; methods that only run the model forward still work",
            node, reason));
    this.nodes = List.of(node);
  }

  /** The nodes that stand in the way. */
  public List<Node> nodes() {
    return nodes;
  }

  private static String describe(List<Node> nodes) {
    Map<String, List<Node>> byOp =
        nodes.stream()
            .collect(Collectors.groupingBy(Node::qualifiedOp, TreeMap::new, Collectors.toList()));
    return byOp.values().stream()
        .map(
            same ->
                same.get(0)
                    + (same.size() == 1 ? "" : " and " + (same.size() - 1) + " more")
                    + reason(same.get(0)))
        .collect(Collectors.joining(", "));
  }

  private static String reason(Node node) {
    return Operators.of(node)
        .map(operator -> operator.gradient().note())
        .filter(note -> !note.isEmpty())
        .map(note -> " (" + note + ")")
        .orElse("");
  }
}

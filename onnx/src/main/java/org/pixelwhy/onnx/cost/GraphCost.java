package org.pixelwhy.onnx.cost;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;

/**
 * What one run of a graph costs, counted from the shapes of its tensors: no clock is asked, so that
 * the same graph costs the same on every machine.
 *
 * <p>The graph is counted as it is written. The runtime fuses some nodes, so that less is moved,
 * and converts layouts, so that more is.
 */
public record GraphCost(List<NodeCost> nodes) {
  public GraphCost {
    nodes = List.copyOf(nodes);
  }

  /** The cost of a graph. */
  public static GraphCost of(TypedGraph typed) {
    return new GraphCost(
        typed.graph().nodes().stream().map(node -> NodeCost.of(node, typed)).toList());
  }

  /** Arithmetic operations of all nodes. */
  public double operations() {
    return nodes.stream().mapToDouble(NodeCost::operations).sum();
  }

  /** Bytes that all nodes read and write. */
  public double bytes() {
    return nodes.stream().mapToDouble(NodeCost::bytes).sum();
  }

  /** The sums by operator, the one that moves most first. */
  public List<OperatorCost> byOperator() {
    Map<String, OperatorCost> sums = new LinkedHashMap<>();
    for (NodeCost cost : nodes) {
      Node node = cost.node();
      OperatorCost one = new OperatorCost(node.qualifiedOp(), 1, cost.operations(), cost.bytes());
      sums.merge(node.qualifiedOp(), one, OperatorCost::plus);
    }
    return sums.values().stream()
        .sorted(
            Comparator.comparingDouble(OperatorCost::bytes)
                .reversed()
                .thenComparing(OperatorCost::operator))
        .toList();
  }
}

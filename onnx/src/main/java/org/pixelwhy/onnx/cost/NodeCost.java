package org.pixelwhy.onnx.cost;

import java.util.Set;
import java.util.stream.Stream;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.TensorType;

/**
 * What one run of a node costs, counted from shapes alone.
 *
 * @param operations arithmetic operations, as in {@link OperationCount}
 * @param bytes read and written: of all inputs and outputs, constants included; nothing for nodes
 *     that only give their input another shape, and of inputs that are chosen from, what is chosen
 */
public record NodeCost(Node node, double operations, double bytes) {
  /** They read no more of their first input than they write. */
  private static final Set<String> CHOOSE =
      Set.of("Slice", "Gather", "GatherElements", "GatherND", "Expand", "Compress");

  static NodeCost of(Node node, TypedGraph typed) {
    return new NodeCost(node, OperationCount.of(node, typed), moved(node, typed));
  }

  private static double moved(Node node, TypedGraph typed) {
    if (OperationCount.isView(node)) {
      return 0;
    }
    double written = bytes(node.outputs().stream(), typed);
    boolean chooses = CHOOSE.contains(node.qualifiedOp());
    double read = chooses ? written : bytes(node.inputs().stream().limit(1), typed);
    return written + read + bytes(node.inputs().stream().skip(1), typed);
  }

  private static double bytes(Stream<String> tensors, TypedGraph typed) {
    return tensors
        .filter(typed.types()::containsKey)
        .map(typed::type)
        .mapToDouble(NodeCost::bytes)
        .sum();
  }

  private static double bytes(TensorType type) {
    return (double) type.shape().size() * type.type().bytes();
  }
}

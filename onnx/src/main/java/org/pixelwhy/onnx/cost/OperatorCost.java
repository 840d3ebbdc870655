package org.pixelwhy.onnx.cost;

/**
 * What all nodes of one operator cost together.
 *
 * @param operator with its domain, as in {@link org.pixelwhy.onnx.graph.Node#qualifiedOp}
 * @param nodes how many there are
 * @param operations arithmetic operations, as in {@link OperationCount}
 * @param bytes read and written, as in {@link NodeCost}
 */
public record OperatorCost(String operator, int nodes, double operations, double bytes) {
  OperatorCost plus(OperatorCost other) {
    return new OperatorCost(
        operator, nodes + other.nodes, operations + other.operations, bytes + other.bytes);
  }
}

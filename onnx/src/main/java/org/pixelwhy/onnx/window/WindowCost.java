package org.pixelwhy.onnx.window;

import org.pixelwhy.onnx.cost.OperationCount;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;

/**
 * What computing something costs.
 *
 * @param operations arithmetic operations and elements moved, as in {@link OperationCount}
 * @param effort the same weighted by the time they take, in multiply-adds of a convolution
 */
public record WindowCost(double operations, double effort) {
  /** Nothing. */
  public static final WindowCost NONE = new WindowCost(0, 0);

  /** An operation on an element that has to be fetched for it, in multiply-adds. */
  private static final double FETCHED = 30;

  /** Cutting out, setting in, and joining again: so many moves of every element. */
  private static final double MOVES = 2.5;

  /** A node that is run takes time even for nothing. */
  private static final double START = 1e6;

  static WindowCost of(Node node, TypedGraph typed) {
    double operations = OperationCount.of(node, typed);
    boolean dense = Operators.is(node, Kind.LINEAR);
    return new WindowCost(operations, operations * (dense ? 1 : FETCHED));
  }

  static WindowCost moved(double elements, boolean pasted) {
    double moves = pasted ? MOVES : 1;
    return new WindowCost(moves * elements, moves * elements * FETCHED + START * (pasted ? 4 : 1));
  }

  WindowCost plus(WindowCost other) {
    return new WindowCost(operations + other.operations, effort + other.effort);
  }

  WindowCost times(double share) {
    return new WindowCost(operations * share, effort * share);
  }
}

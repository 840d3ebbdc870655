package org.pixelwhy.model;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Where one axis of a tensor comes from, through nodes that only move values, last node first.
 *
 * @param axis in the tensor that was reached; empty where it cannot be followed
 */
record MovedAxis(Graph graph, TypedGraph typed, OptionalInt axis) {
  private static final Set<String> SAME = Set.of("Identity", "Cast", "Dropout");
  private static final Set<String> SHAPED = Set.of("Reshape", "Squeeze", "Unsqueeze", "Flatten");

  /** Whether a node moves whole values along this axis, and does nothing else to it. */
  boolean moves(Node node) {
    if (!node.domain().isEmpty()) {
      return false;
    }
    return SAME.contains(node.op())
        || SHAPED.contains(node.op())
        || node.op().equals("Transpose")
        || node.op().equals("Gather") && chosen(node)
        || node.op().equals("Slice") && cropped(node);
  }

  /** Whether a Gather takes one of several along another axis. */
  private boolean chosen(Node gather) {
    Tensor index = graph.initializers().get(gather.input(1));
    OptionalInt from = before(gather).axis();
    return index != null
        && index.shape().rank() == 0
        && from.isPresent()
        && from.getAsInt() != gatherAxis(gather);
  }

  private int gatherAxis(Node gather) {
    return typed.shape(gather.input(0)).axis(gather.intAttribute("axis", 0));
  }

  private boolean cropped(Node slice) {
    Tensor axes = graph.initializers().get(slice.input(3));
    TensorType type = typed.types().get(slice.input(0));
    return axes != null
        && type != null
        && axis.isPresent()
        && Arrays.stream(axes.toLongs()).noneMatch(a -> type.shape().axis(a) == axis.getAsInt());
  }

  /** The axis in what a node reads. */
  MovedAxis before(Node node) {
    TensorType from = typed.types().get(node.input(0));
    TensorType to = typed.types().get(node.output(0));
    if (axis.isEmpty() || SAME.contains(node.op()) || node.op().equals("Slice")) {
      return this;
    } else if (from == null || to == null) {
      return new MovedAxis(graph, typed, OptionalInt.empty());
    }
    int there = axis.getAsInt();
    OptionalInt here =
        switch (node.op()) {
          case "Transpose" -> OptionalInt.of(permuted(node, there, from.shape().rank()));
          case "Gather" -> OptionalInt.of(there < gatherAxis(node) ? there : there + 1);
          default -> reshaped(from.shape(), to.shape(), there);
        };
    return new MovedAxis(graph, typed, here);
  }

  private static int permuted(Node transpose, int there, int rank) {
    return transpose
        .intsAttribute("perm")
        .map(permutation -> (int) permutation[there])
        .orElse(rank - 1 - there);
  }

  /** The axis with as many values before, along and behind it. */
  private static OptionalInt reshaped(Shape from, Shape to, int there) {
    long before = product(to, 0, there);
    for (int axis = 0; axis < from.rank(); axis++) {
      if (from.dim(axis) == to.dim(there) && product(from, 0, axis) == before) {
        return OptionalInt.of(axis);
      }
    }
    return OptionalInt.empty();
  }

  private static long product(Shape shape, int begin, int end) {
    long product = 1;
    for (int axis = begin; axis < end; axis++) {
      product *= shape.dim(axis);
    }
    return product;
  }
}

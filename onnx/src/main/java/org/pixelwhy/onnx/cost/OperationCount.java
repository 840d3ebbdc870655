package org.pixelwhy.onnx.cost;

import java.util.Arrays;
import java.util.Set;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.Shape;

/**
 * Arithmetic operations counted from the graph: multiply-adds of convolutions and matrix products,
 * elements of windows for poolings, elements of the output for everything else.
 */
public final class OperationCount {
  /** These put nothing elsewhere: their output is their input under another shape. */
  private static final Set<String> VIEWS =
      Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity");

  private OperationCount() {}

  /** Operations of one run of a graph. */
  public static double of(TypedGraph typed) {
    return typed.graph().nodes().stream().mapToDouble(node -> of(node, typed)).sum();
  }

  /** Operations of a node. */
  public static double of(Node node, TypedGraph typed) {
    String made = node.outputs().stream().filter(name -> !name.isEmpty()).findFirst().orElse("");
    if (!typed.types().containsKey(made) || isView(node)) {
      return 0;
    }
    double output = typed.shape(made).size();
    return switch (node.op()) {
      case "Conv", "DeformConv" -> output * perChannel(typed.shape(node.input(1)));
      // It writes each number to one place, whatever the window that this comes from.
      case "MaxUnpool" -> output;
      case "ConvTranspose" ->
          typed.shape(node.input(0)).size() * (double) perChannel(typed.shape(node.input(1)));
      case "MatMul" -> output * typed.shape(node.input(0)).dim(-1);
      case "Gemm" ->
          output * typed.shape(node.input(0)).dim(node.intAttribute("transA", 0) == 0 ? 1 : 0);
      default ->
          Operators.is(node, Kind.POOLING, Kind.REDUCTION) ? summedUp(node, output, typed) : output;
    };
  }

  /** Whether a node only gives its input another shape or name. */
  static boolean isView(Node node) {
    return VIEWS.contains(node.qualifiedOp());
  }

  /** Each window once; without windows, everything that is read. */
  private static double summedUp(Node node, double output, TypedGraph typed) {
    return node.intsAttribute("kernel_shape")
        .map(kernel -> output * Arrays.stream(kernel).reduce(1, (a, b) -> a * b))
        .orElseGet(() -> (double) typed.shape(node.input(0)).size());
  }

  private static long perChannel(Shape weight) {
    return weight.size() / Math.max(1, weight.dim(0));
  }
}

package org.pixelwhy.onnx.window;

import java.util.Arrays;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.Shape;

/**
 * Arithmetic operations counted from the graph: multiply-adds of convolutions and matrix products,
 * elements of windows for poolings, elements of the output for everything else.
 */
public final class OperationCount {
  private OperationCount() {}

  /** Operations of one run of a graph. */
  public static double of(TypedGraph typed) {
    return typed.graph().nodes().stream().mapToDouble(node -> of(node, typed)).sum();
  }

  /** Operations of a node. */
  public static double of(Node node, TypedGraph typed) {
    String made = node.outputs().stream().filter(name -> !name.isEmpty()).findFirst().orElse("");
    if (!typed.types().containsKey(made)) {
      return 0;
    }
    double output = typed.shape(made).size();
    return switch (node.op()) {
      case "Conv" -> output * perChannel(typed.shape(node.input(1)));
      case "ConvTranspose" ->
          typed.shape(node.input(0)).size() * (double) perChannel(typed.shape(node.input(1)));
      case "MatMul" -> output * typed.shape(node.input(0)).dim(-1);
      case "Gemm" ->
          output * typed.shape(node.input(0)).dim(node.intAttribute("transA", 0) == 0 ? 1 : 0);
      case "MaxPool", "AveragePool", "LpPool" ->
          output
              * Arrays.stream(node.intsAttribute("kernel_shape").orElse(new long[] {1}))
                  .reduce(1, (a, b) -> a * b);
      case "ReduceSum", "ReduceMean", "ReduceMax", "GlobalAveragePool" ->
          typed.shape(node.input(0)).size();
      default -> output;
    };
  }

  private static long perChannel(Shape weight) {
    return weight.size() / Math.max(1, weight.dim(0));
  }
}

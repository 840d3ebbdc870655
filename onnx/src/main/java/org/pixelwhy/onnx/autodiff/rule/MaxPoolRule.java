package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;

/**
 * MaxPool: every dy goes to the cell that was the maximum of its window, the first one in row-major
 * order where several are equal; what several windows send to one cell is added.
 *
 * <p>The indices are the forward node's second output.
 */
final class MaxPoolRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.gradient().isEmpty()) {
      return;
    }
    Window window = window(context);
    String indices = indices(context);
    boolean direct = !window.overlaps() && context.ops().type() == DataType.FLOAT;
    context.accumulate(
        0, direct && fits(context) ? unpool(context, indices) : scatter(context, window, indices));
  }

  private static Window window(RuleContext context) {
    long[] kernel = context.node().intsAttribute("kernel_shape").orElseThrow();
    return Window.of(context.node(), kernel, context.inputShape(0), context.outputShape(0));
  }

  private static String indices(RuleContext context) {
    Node node = context.node();
    if (node.intAttribute("storage_order", 0) == 0) {
      return context.demandOutput(1, new TensorType(DataType.INT64, context.outputShape(0)));
    }
    // The node's own indices count in column-major order.
    Node rowMajor = node.without("storage_order");
    return context.ops().op("MaxPool", rowMajor.attributes(), node.inputs(), 2).get(1);
  }

  private static boolean fits(RuleContext context) {
    long[] in = context.inputShape(0).dims();
    long[] out = context.outputShape(0).dims();
    for (int i = 0; i < in.length; i++) {
      if (out[i] > in[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * MaxUnpool overwrites, so it serves windows that share no cell; it is 3 to 5 times as fast as
   * scattering. Its window tells it nothing but the size to make: stride 1 reaches any.
   */
  private static String unpool(RuleContext context, String indices) {
    long[] in = context.inputShape(0).dims();
    long[] out = context.outputShape(0).dims();
    long[] kernel = new long[in.length - 2];
    Arrays.setAll(kernel, i -> in[i + 2] - out[i + 2] + 1);
    return context
        .ops()
        .op("MaxUnpool", Map.of("kernel_shape", kernel), context.gradient(), indices);
  }

  private static String scatter(RuleContext context, Window window, String indices) {
    Ops ops = context.ops();
    Shape shape = context.inputShape(0);
    String zeros = ops.filled(Shape.of(shape.size()), 0);
    Map<String, Object> attributes =
        Map.of("axis", 0, "reduction", window.overlaps() ? "add" : "none");
    String flat =
        ops.op(
            "ScatterElements",
            attributes,
            zeros,
            ops.reshape(indices, -1),
            ops.reshape(context.gradient(), -1));
    return ops.reshape(flat, shape);
  }
}

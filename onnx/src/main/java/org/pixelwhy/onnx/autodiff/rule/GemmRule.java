package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;

/**
 * Gemm, {@code Y = alpha * A B + beta * C}: {@code dA = alpha * dY B^T, dB = alpha * A^T dY, dC =
 * beta * dY} summed over what was broadcast; an operand that Gemm transposes gets its gradient
 * transposed.
 */
final class GemmRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Node node = context.node();
    boolean transA = node.intAttribute("transA", 0) != 0;
    boolean transB = node.intAttribute("transB", 0) != 0;
    Ops ops = context.ops();
    String a = context.input(0);
    String b = context.input(1);
    String dy = context.gradient();
    if (context.needs(0)) {
      context.accumulate(
          0,
          transA ? product(context, b, transB, dy, true) : product(context, dy, false, b, !transB));
    }
    if (context.needs(1)) {
      context.accumulate(
          1,
          transB ? product(context, dy, true, a, transA) : product(context, a, !transA, dy, false));
    }
    if (context.needs(2)) {
      String sum = ops.sumTo(dy, context.outputShape(0), context.inputShape(2));
      context.accumulate(2, ops.scale(sum, node.floatAttribute("beta", 1)));
    }
  }

  private static String product(
      RuleContext context, String a, boolean transA, String b, boolean transB) {
    Map<String, Object> attributes =
        Map.of(
            "alpha", context.node().floatAttribute("alpha", 1),
            "transA", transA ? 1 : 0,
            "transB", transB ? 1 : 0);
    return context.ops().op("Gemm", attributes, a, b);
  }
}

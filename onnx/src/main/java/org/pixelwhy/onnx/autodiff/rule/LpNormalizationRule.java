package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * LpNormalization {@code y = x / n} with the norm n of x along an axis: {@code dx = (dy - n' sum(dy
 * y)) / n}, where {@code n' = dn/dx} is y for p = 2 and the sign of x for p = 1; zero where n is.
 */
final class LpNormalizationRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    boolean first = context.node().intAttribute("p", 2) == 1;
    long axis = context.inputShape(0).axis(context.node().intAttribute("axis", -1));
    String x = context.input(0);
    String norm =
        ops.op(first ? "ReduceL1" : "ReduceL2", Map.of("keepdims", 1), x, ops.longs(axis));
    String positive = ops.op("Greater", norm, ops.scalar(0));
    String inverse =
        ops.masked(positive, ops.op("Reciprocal", ops.where(positive, norm, ops.scalar(1))));
    String y = context.output(0);
    String slope = first ? ops.op("Sign", x) : y;
    String along = ops.reduceSum(ops.mul(context.gradient(), y), true, axis);
    String across = ops.sub(context.gradient(), ops.mul(slope, along));
    context.accumulate(0, ops.mul(across, inverse));
  }
}

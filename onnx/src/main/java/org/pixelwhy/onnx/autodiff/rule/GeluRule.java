package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * Gelu, {@code y = x * P(x)} with P the normal distribution: {@code dx = dy * (P(x) + x * P'(x))}.
 *
 * <p>With {@code approximate = "tanh"}, {@code P(x) = (1 + tanh(u)) / 2, u = sqrt(2/pi) * (x +
 * 0.044715 x^3)}.
 */
final class GeluRule implements GradientRule {
  private static final double CUBIC = 0.044715;

  @Override
  public void differentiate(RuleContext context) {
    boolean tanh = context.node().stringAttribute("approximate", "none").equals("tanh");
    Ops ops = context.ops();
    String x = context.input(0);
    String slope = tanh ? approximateSlope(ops, x) : exactSlope(ops, x);
    context.accumulate(0, ops.mul(context.gradient(), slope));
  }

  private static String exactSlope(Ops ops, String x) {
    String erf = ops.op("Erf", ops.scale(x, Math.sqrt(0.5)));
    String distribution = ops.scale(ops.add(erf, ops.scalar(1)), 0.5);
    String bell = ops.op("Exp", ops.scale(ops.square(x), -0.5));
    String density = ops.scale(bell, 1 / Math.sqrt(2 * Math.PI));
    return ops.add(distribution, ops.mul(x, density));
  }

  private static String approximateSlope(Ops ops, String x) {
    double factor = Math.sqrt(2 / Math.PI);
    String square = ops.square(x);
    String inner = ops.add(ops.scale(square, CUBIC), ops.scalar(1));
    String tanh = ops.op("Tanh", ops.scale(ops.mul(x, inner), factor));
    String innerSlope = ops.add(ops.scale(square, 3 * CUBIC), ops.scalar(1));
    String bend = ops.sub(ops.scalar(1), ops.square(tanh));
    String change = ops.scale(ops.mul(ops.mul(x, bend), innerSlope), factor);
    return ops.scale(ops.add(ops.add(tanh, ops.scalar(1)), change), 0.5);
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * Swish (SiLU) and QuickGelu, {@code y = x * s, s = sigmoid(alpha * x)}: {@code dx = dy * s * (1 +
 * alpha * x * (1 - s))}.
 *
 * @param defaultAlpha alpha where the node does not give it
 */
record SwishRule(float defaultAlpha) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    float alpha = context.node().floatAttribute("alpha", defaultAlpha);
    String scaled = ops.scale(context.input(0), alpha);
    String s = ops.op("Sigmoid", scaled);
    String bend = ops.mul(scaled, ops.sub(ops.scalar(1), s));
    String slope = ops.mul(s, ops.add(bend, ops.scalar(1)));
    context.accumulate(0, ops.mul(context.gradient(), slope));
  }
}

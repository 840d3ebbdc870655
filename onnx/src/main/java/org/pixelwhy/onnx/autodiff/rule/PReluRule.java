package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * PRelu, {@code y = x} for {@code x > 0} and {@code slope * x} below: {@code dx = dy} or {@code dy
 * * slope}, {@code dslope = 0} or {@code dy * x}, summed over what the slope was broadcast to.
 */
final class PReluRule implements BroadcastingRule {
  @Override
  public String backward(RuleContext context, int i) {
    Ops ops = context.ops();
    String dy = context.gradient();
    String positive = ops.op("Greater", context.input(0), ops.scalar(0));
    String below = ops.mul(dy, context.input(1 - i));
    return ops.where(positive, i == 0 ? dy : ops.scalar(0), below);
  }
}

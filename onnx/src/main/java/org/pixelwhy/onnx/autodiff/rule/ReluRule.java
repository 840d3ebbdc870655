package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * Relu: {@code dx = dy * [x > 0]}, zero at x = 0.
 *
 * <p>The mask is read off the output: y > 0 exactly where x > 0, and a convolution whose result
 * only the Relu reads stays fused with it. The mask multiplies, as a number: on the CPU that is
 * faster than a choice between two tensors.
 */
final class ReluRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    String mask = ops.op("Greater", context.output(0), ops.scalar(0));
    context.accumulate(0, ops.mul(context.gradient(), ops.indicator(mask)));
  }
}

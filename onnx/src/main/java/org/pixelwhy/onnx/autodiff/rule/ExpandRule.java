package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Expand: dy summed over what was repeated. */
final class ExpandRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    context.accumulate(
        0, context.ops().sumTo(context.gradient(), context.outputShape(0), context.inputShape(0)));
  }
}

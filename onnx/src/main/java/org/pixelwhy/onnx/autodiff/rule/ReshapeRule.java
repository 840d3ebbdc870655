package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Reshape, Flatten, Squeeze, Unsqueeze: dy in the shape of x. */
final class ReshapeRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.needs(0)) {
      context.accumulate(0, context.ops().reshape(context.gradient(), context.inputShape(0)));
    }
  }
}

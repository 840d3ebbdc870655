package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * Cast and CastLike between floating-point types: {@code dx} is dy in the type of x. A cast to
 * integers or booleans has no gradient, so what lies in front of it gets zeros.
 */
final class CastRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.needs(0)) {
      context.accumulate(0, context.ops().cast(context.gradient(), context.inputType(0).type()));
    }
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Add: {@code da = dy, db = dy}, each summed over what was broadcast. */
final class AddRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    for (int i = 0; i < 2; i++) {
      if (context.needs(i)) {
        context.accumulate(
            i,
            context.ops().sumTo(context.gradient(), context.outputShape(0), context.inputShape(i)));
      }
    }
  }
}

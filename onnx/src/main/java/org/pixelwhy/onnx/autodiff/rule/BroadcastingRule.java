package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** The rule of a function of several tensors, element by element, after they were broadcast. */
@FunctionalInterface
interface BroadcastingRule extends GradientRule {
  /** Name of dt/d(input i) in the shape of the output: not yet summed over what was broadcast. */
  String backward(RuleContext context, int i);

  @Override
  default void differentiate(RuleContext context) {
    for (int i = 0; i < context.node().inputs().size(); i++) {
      if (context.needs(i)) {
        String gradient = backward(context, i);
        context.accumulate(
            i, context.ops().sumTo(gradient, context.outputShape(0), context.inputShape(i)));
      }
    }
  }
}

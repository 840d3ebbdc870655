package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** LRP through a quotient: all goes to the numerator, unless that is constant. */
record QuotientRule() implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    int i = context.constant(0).isPresent() ? 1 : 0;
    if (context.needs(i)) {
      context.accumulate(
          i,
          context.ops().sumTo(context.gradient(), context.outputShape(0), context.inputShape(i)));
    }
  }
}

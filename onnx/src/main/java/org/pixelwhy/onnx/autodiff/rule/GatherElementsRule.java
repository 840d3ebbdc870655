package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** GatherElements: dy added up where it was read. */
final class GatherElementsRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.needs(0)) {
      long axis = context.node().intAttribute("axis", 0);
      context.accumulate(
          0,
          context
              .ops()
              .scatterAdd(context.inputShape(0), context.input(1), context.gradient(), axis));
    }
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Concat: each part gets its slice of dy. */
final class ConcatRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    int axis = context.outputShape(0).axis(context.node().intAttribute("axis", 0));
    long start = 0;
    for (int i = 0; i < context.node().inputs().size(); i++) {
      long end = start + context.inputShape(i).dim(axis);
      if (context.needs(i)) {
        context.accumulate(i, context.ops().slice(context.gradient(), axis, start, end));
      }
      start = end;
    }
  }
}

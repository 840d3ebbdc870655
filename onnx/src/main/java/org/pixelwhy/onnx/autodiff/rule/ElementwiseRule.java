package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** The rule of a function of one tensor, element by element and without attributes. */
@FunctionalInterface
interface ElementwiseRule extends GradientRule {
  /** Name of dt/dx, given the names of x, y and dt/dy. */
  String backward(Ops ops, String x, String y, String dy);

  @Override
  default void differentiate(RuleContext context) {
    context.accumulate(
        0, backward(context.ops(), context.input(0), context.output(0), context.gradient()));
  }
}

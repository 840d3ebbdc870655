package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * Max and Min of any number of tensors: {@code dx_i = dy * [x_i = y]}.
 *
 * <p>Where several operands are extremal, the first of them gets the whole gradient (PyTorch splits
 * it between the operands).
 */
final class ExtremumRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    String rest = context.gradient();
    int last = context.node().inputs().size() - 1;
    for (int i = 0; i <= last; i++) {
      String extremal = ops.op("Equal", context.input(i), context.output(0));
      if (context.needs(i)) {
        context.accumulate(
            i,
            ops.sumTo(ops.masked(extremal, rest), context.outputShape(0), context.inputShape(i)));
      }
      if (i < last) {
        rest = ops.where(extremal, ops.scalar(0), rest);
      }
    }
  }
}

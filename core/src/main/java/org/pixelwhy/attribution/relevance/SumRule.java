package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * LRP through a sum, as in a skip connection: {@code R_a = a / (y + epsilon sign(y)) R}, with a
 * minus for what is subtracted. Constants take their share, like a bias. Where a mean over the same
 * tensor is subtracted, as in a normalisation, the relevance stays what it is.
 */
record SumRule() implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (isCentring(context)) {
      context.accumulate(0, context.gradient());
      return;
    }
    Ops ops = context.ops();
    String s = Stabilized.quotient(ops, context.gradient(), context.output(0), LrpRule.STABILIZER);
    int terms = context.node().inputs().size();
    double factor = context.node().op().equals("Mean") ? 1.0 / terms : 1;
    for (int i = 0; i < terms; i++) {
      if (context.needs(i)) {
        double sign = context.node().op().equals("Sub") && i == 1 ? -1 : 1;
        String summed = ops.sumTo(s, context.outputShape(0), context.inputShape(i));
        context.accumulate(i, ops.mul(context.input(i), ops.scale(summed, sign * factor)));
      }
    }
  }

  private static boolean isCentring(RuleContext context) {
    return context.node().op().equals("Sub")
        && context
            .producer(context.input(1))
            .filter(mean -> mean.op().equals("ReduceMean"))
            .filter(mean -> mean.input(0).equals(context.input(0)))
            .isPresent();
  }
}

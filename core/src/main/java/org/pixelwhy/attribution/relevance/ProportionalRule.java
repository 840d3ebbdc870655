package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * LRP through a fixed linear map, such as an average or an interpolation: {@code R_x = x * J^T (R /
 * (y + epsilon sign(y)))}, J being the map. Where values are only repeated, every copy's relevance
 * goes to its origin.
 *
 * @param plain the gradient, which applies the transpose of J
 */
record ProportionalRule(GradientRule plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.node().op().equals("Resize")
        && context.node().stringAttribute("mode", "nearest").equals("nearest")) {
      plain.differentiate(context);
      return;
    }
    Ops ops = context.ops();
    String s = Stabilized.quotient(ops, context.gradient(), context.output(0), LrpRule.STABILIZER);
    String back = context.pullBack(plain, context.node(), 0, s);
    context.accumulate(0, ops.mul(context.input(0), back));
  }
}

package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.UnsupportedOperatorException;

/**
 * LRP through a matrix product or an Einsum: a layer if one operand is constant. Of two feature
 * maps, as in attention, a gate (what comes out of a Softmax) gets nothing and the other gets all
 * by the epsilon rule; without a gate each gets half.
 *
 * @param layer for products with constant weights
 * @param plain gradients of the product
 */
record MatrixProductRule(LinearRule layer, GradientRule plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    int operands = context.node().inputs().size();
    if (operands == 1) {
      new ProportionalRule(plain).differentiate(context);
      return;
    } else if (operands > 2) {
      throw new UnsupportedOperatorException(
          context.node(), "of products, LRP knows those of two operands only");
    }
    if (context.constant(0).isPresent() || context.constant(1).isPresent()) {
      layer.differentiate(context);
      return;
    }
    String s =
        Stabilized.quotient(
            context.ops(), context.gradient(), context.output(0), LrpRule.STABILIZER);
    for (int i = 0; i < 2; i++) {
      double share = Gate.share(context, i);
      if (share > 0 && context.needs(i)) {
        String scaled = context.ops().scale(s, share);
        String back = context.pullBack(plain, context.node(), i, scaled);
        context.accumulate(i, context.ops().mul(context.input(i), back));
      }
    }
  }
}

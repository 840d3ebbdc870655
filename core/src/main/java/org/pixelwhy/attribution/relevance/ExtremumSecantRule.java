package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * DeepLIFT through the greater or lesser of two tensors, such as a ReLU6 of two nodes: the Shapley
 * values of both, {@code ((f(a,b) - f(a0,b)) + (f(a,b0) - f(a0,b0))) / 2} for a, divided by {@code
 * a - a0}.
 *
 * @param plain the gradient, which serves where a and a0 are equal, and for more than two tensors
 */
record ExtremumSecantRule(GradientRule plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.node().inputs().size() != 2) {
      plain.differentiate(context);
      return;
    }
    Ops ops = context.ops();
    String op = context.node().op();
    String change = Rescale.difference(context, context.output(0));
    String first = context.reference(context.input(0));
    String second = context.reference(context.input(1));
    String across =
        ops.sub(ops.op(op, context.input(0), second), ops.op(op, first, context.input(1)));
    for (int i = 0; i < 2; i++) {
      if (context.needs(i)) {
        String both = i == 0 ? ops.add(change, across) : ops.sub(change, across);
        String share = ops.mul(context.gradient(), ops.scale(both, 0.5));
        String contribution = ops.sumTo(share, context.outputShape(0), context.inputShape(i));
        String gradient = context.pullBack(plain, context.node(), i, context.gradient());
        context.accumulate(
            i, Rescale.multiplier(context, context.input(i), contribution, gradient));
      }
    }
  }
}

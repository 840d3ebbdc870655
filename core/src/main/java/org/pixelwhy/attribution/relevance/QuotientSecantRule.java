package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * DeepLIFT through a quotient a/b. With {@code w = abs(b) / (abs(b) + abs(b0))}, exactly
 *
 * <pre>{@code y - y0 = (a - a0) (w/b + (1-w)/b0) - (b - b0) (w a0 + (1-w) a) / (b b0)}</pre>
 *
 * <p>Plain Shapley values have w = 1/2. These weights are symmetric too, and keep the first factor,
 * {@code 2 / (b + b0)} of positive numbers, small where one of the denominators is: the standard
 * deviation of a feature map of one colour, say.
 *
 * @param plain the gradient, which serves where the denominator is the reference's
 */
record QuotientSecantRule(GradientRule plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    String b = context.input(1);
    String b0 = context.reference(b);
    if (b.equals(b0)) {
      plain.differentiate(context);
      return;
    }
    Ops ops = context.ops();
    String size = ops.op("Abs", b);
    String size0 = ops.op("Abs", b0);
    String sum = ops.add(size, size0);
    String m = context.gradient();
    if (context.needs(0)) {
      String factor = ops.div(ops.add(ops.op("Sign", b), ops.op("Sign", b0)), sum);
      accumulate(context, 0, ops.mul(m, factor));
    }
    if (context.needs(1)) {
      String a = context.input(0);
      String mixed = ops.add(ops.mul(size, context.reference(a)), ops.mul(size0, a));
      String slope = ops.div(mixed, ops.mul(sum, ops.mul(b, b0)));
      accumulate(context, 1, ops.neg(ops.mul(m, slope)));
    }
  }

  private static void accumulate(RuleContext context, int i, String product) {
    context.accumulate(
        i, context.ops().sumTo(product, context.outputShape(0), context.inputShape(i)));
  }
}

package org.pixelwhy.attribution.relevance;

import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * Captum's rule for a Softmax: {@code r = m_out * (y - y0) / (x - x0)} element by element, {@code
 * m_in = r - mean of r} over all elements of the one image.
 *
 * <p>Contributions then do not sum to the change of the output; {@link RescaleRule} keeps the sum.
 *
 * @param plain the gradient, which serves where x and x0 are equal
 */
record CentredSoftmaxRule(GradientRule plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    String m = context.gradient();
    String gradient = context.pullBack(plain, context.node(), 0, m);
    String contribution = ops.mul(m, Rescale.difference(context, context.output(0)));
    String r = Rescale.multiplier(context, context.input(0), contribution, gradient);
    int rank = context.inputShape(0).rank();
    long count = context.inputShape(0).size();
    long[] axes = LongStream.range(0, rank).toArray();
    String mean = ops.scale(ops.reduceSum(r, true, axes), 1.0 / Math.max(1, count));
    context.accumulate(0, ops.sub(r, mean));
  }
}

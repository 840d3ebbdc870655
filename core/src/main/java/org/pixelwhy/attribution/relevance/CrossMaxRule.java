package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;

/**
 * DeepLIFT's rule for a maximum over windows, axes or the image, which takes both maxima into
 * account: of a window whose maximum is o at cell i for the image and o0 at cell j for the
 * reference, and {@code top = max(o, o0)}, cell i contributes {@code m_out * (top - o0)} and cell j
 * {@code m_out * (o - top)}.
 *
 * <p>A cell's multiplier is the sum of its contributions over all windows, divided by {@code x -
 * x0}; where x and x0 are equal it is the gradient.
 *
 * @param plain the gradient, which sends values to the maxima
 */
record CrossMaxRule(GradientRule plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    String m = context.gradient();
    if (m.isEmpty()) {
      return;
    }
    Ops ops = context.ops();
    Node node = context.node();
    String x = context.input(0);
    String y = context.output(0);
    String y0 = context.reference(y);
    String top = ops.op("Max", y, y0);
    Node twin = context.producer(y0).orElseThrow();
    String atMaximum = context.pullBack(plain, node, 0, ops.mul(m, ops.sub(top, y0)));
    String atReference = context.pullBack(plain, twin, 0, ops.mul(m, ops.sub(y, top)));
    String gradient = context.pullBack(plain, node, 0, m);
    context.accumulate(
        0, Rescale.multiplier(context, x, ops.add(atMaximum, atReference), gradient));
  }
}

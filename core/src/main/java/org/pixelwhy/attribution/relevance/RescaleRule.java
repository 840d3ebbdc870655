package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * DeepLIFT's Rescale rule for a function of one tensor, element by element: {@code m_in = m_out *
 * (y - y0) / (x - x0)}, or {@code m_out * f'(x)} where x and x0 are equal.
 *
 * <p>Inside of an activation that was exported as several nodes, such as SiLU, the plain gradient
 * applies: the rule is for whole activations, see {@link ProductRule}.
 *
 * @param plain the gradient
 */
record RescaleRule(GradientRule plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    boolean ofOne =
        context.node().inputs().stream()
            .skip(1)
            .allMatch(other -> other.isEmpty() || other.equals(context.reference(other)));
    if (!context.needs(0) || !ofOne || ElementwiseSubgraph.contains(context.node(), context)) {
      plain.differentiate(context);
      return;
    }
    String m = context.gradient();
    String gradient = context.pullBack(plain, context.node(), 0, m);
    String contribution = context.ops().mul(m, Rescale.difference(context, context.output(0)));
    context.accumulate(0, Rescale.multiplier(context, context.input(0), contribution, gradient));
  }
}

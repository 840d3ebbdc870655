package org.pixelwhy.attribution.relevance;

import java.util.Optional;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.RuleSet;

/**
 * DeepLIFT's treatment of products: a product that ends an activation {@code y = x * f(x)} gets the
 * Rescale rule as a whole.
 *
 * @param plain rules of plain gradients
 * @param other for any other product
 */
record ProductRule(RuleSet plain, GradientRule other) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Optional<ElementwiseSubgraph> activation =
        ElementwiseSubgraph.endingAt(context.node(), context)
            .filter(found -> context.isActive(found.source()));
    if (activation.isEmpty()) {
      other.differentiate(context);
      return;
    }
    String x = activation.get().source();
    String m = context.gradient();
    String gradient = activation.get().gradient(context, plain, m);
    String contribution = context.ops().mul(m, Rescale.difference(context, context.output(0)));
    context.accumulate(x, Rescale.multiplier(context, x, contribution, gradient));
  }
}

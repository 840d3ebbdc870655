package org.pixelwhy.attribution.relevance;

import java.util.Optional;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.RuleSet;

/**
 * DeepLIFT's treatment of products: a product that ends an activation {@code y = x * f(x)} gets the
 * Rescale rule as a whole, any other its gradient at the image.
 *
 * @param plain rules of plain gradients
 */
record ProductRule(RuleSet plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Optional<ElementwiseSubgraph> activation =
        ElementwiseSubgraph.endingAt(context.node(), context)
            .filter(found -> context.isActive(found.source()));
    if (activation.isEmpty()) {
      plain.rule(context.node()).orElseThrow().differentiate(context);
      return;
    }
    String x = activation.get().source();
    String m = context.gradient();
    String gradient = activation.get().gradient(context, plain, m);
    String contribution = context.ops().mul(m, Rescale.difference(context, context.output(0)));
    context.accumulate(x, Rescale.multiplier(context, x, contribution, gradient));
  }
}

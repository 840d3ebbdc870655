package org.pixelwhy.attribution.relevance;

import java.util.Optional;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * LRP through an elementwise product: a product that ends an activation {@code x * f(x)} passes its
 * relevance to x; of two factors a gate gets nothing, see {@link Gate}.
 */
record FactorRule() implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    String relevance = context.gradient();
    Optional<ElementwiseSubgraph> activation =
        ElementwiseSubgraph.endingAt(context.node(), context);
    if (activation.isPresent()) {
      context.accumulate(activation.get().source(), relevance);
      return;
    }
    for (int i = 0; i < 2; i++) {
      double share = Gate.share(context, i);
      if (share > 0 && context.needs(i)) {
        String summed =
            context
                .ops()
                .sumTo(
                    context.ops().scale(relevance, share),
                    context.outputShape(0),
                    context.inputShape(i));
        context.accumulate(i, summed);
      }
    }
  }
}

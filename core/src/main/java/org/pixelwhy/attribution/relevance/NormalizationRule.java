package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * LRP through a BatchNormalization: it belongs to the convolution before it where there is one, and
 * is a linear map of its own otherwise.
 *
 * @param alone for one that stands alone
 */
record NormalizationRule(ProportionalRule alone) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    boolean folded =
        context
            .producer(context.input(0))
            .flatMap(node -> FoldedNormalization.behind(node, context))
            .isPresent();
    if (folded) {
      context.accumulate(0, context.gradient());
    } else {
      alone.differentiate(context);
    }
  }
}

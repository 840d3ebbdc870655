package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** LRP through an activation or normalisation: the relevance of every element stays what it is. */
record PassRule() implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    context.accumulate(0, context.gradient());
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** MeanVarianceNormalization: x standardised over some axes. */
final class MeanVarianceNormalizationRule implements GradientRule {
  /** The operator adds 1e-9 to the standard deviation, which matters where that is zero alone. */
  private static final double EPSILON = 1e-18;

  @Override
  public void differentiate(RuleContext context) {
    long[] axes = context.node().intsAttribute("axes").orElse(new long[] {0, 2, 3});
    Standardization z = Standardization.of(context.ops(), context.input(0), EPSILON, axes);
    context.accumulate(0, z.inputGradient(context.gradient()));
  }
}

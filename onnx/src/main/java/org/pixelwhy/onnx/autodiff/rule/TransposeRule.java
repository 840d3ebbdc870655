package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Transpose: dy with the axes put back. */
final class TransposeRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    int rank = context.inputShape(0).rank();
    long[] inverse = new long[rank];
    for (int i = 0; i < rank; i++) {
      inverse[i] = rank - 1 - i;
    }
    context
        .node()
        .intsAttribute("perm")
        .ifPresent(
            permutation -> {
              for (int i = 0; i < rank; i++) {
                inverse[(int) permutation[i]] = i;
              }
            });
    context.accumulate(0, context.ops().transpose(context.gradient(), inverse));
  }
}

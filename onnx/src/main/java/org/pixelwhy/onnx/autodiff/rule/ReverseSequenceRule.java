package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** ReverseSequence: dy reversed back, by the operator itself. */
final class ReverseSequenceRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Map<String, Long> axes =
        Map.of(
            "batch_axis", context.node().intAttribute("batch_axis", 1),
            "time_axis", context.node().intAttribute("time_axis", 0));
    context.accumulate(
        0, context.ops().op("ReverseSequence", axes, context.gradient(), context.input(1)));
  }
}

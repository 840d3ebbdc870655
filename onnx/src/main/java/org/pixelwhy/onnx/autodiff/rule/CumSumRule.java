package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** CumSum: dx is the cumulative sum of dy in the other direction. */
final class CumSumRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    long reverse = context.node().intAttribute("reverse", 0) == 0 ? 1 : 0;
    long exclusive = context.node().intAttribute("exclusive", 0);
    Map<String, Long> attributes = Map.of("reverse", reverse, "exclusive", exclusive);
    context.accumulate(0, ops.op("CumSum", attributes, context.gradient(), context.input(1)));
  }
}

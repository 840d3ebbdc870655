package org.pixelwhy.onnx.autodiff.rule;

import java.util.List;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Trilu: dx is the same triangle of dy. */
final class TriluRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    List<String> inputs =
        context.node().hasInput(1)
            ? List.of(context.gradient(), context.input(1))
            : List.of(context.gradient());
    context.accumulate(0, context.ops().op("Trilu", context.node().attributes(), inputs, 1).get(0));
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Where, {@code y = c ? a : b}: {@code da = dy * [c], db = dy * [not c]}. */
final class WhereRule implements BroadcastingRule {
  @Override
  public String backward(RuleContext context, int i) {
    Ops ops = context.ops();
    String condition = context.input(0);
    return i == 1
        ? ops.masked(condition, context.gradient())
        : ops.where(condition, ops.scalar(0), context.gradient());
  }
}

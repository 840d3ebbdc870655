package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/** GlobalAveragePool: {@code dx = dy / number of cells}, the same for every cell of a channel. */
final class GlobalAveragePoolRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Shape shape = context.inputShape(0);
    double cells = (double) shape.size() / context.outputShape(0).size();
    String share = ops.mul(context.gradient(), ops.scalar(1 / cells));
    context.accumulate(0, ops.expand(share, shape));
  }
}

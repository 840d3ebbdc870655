package org.pixelwhy.onnx.autodiff.rule;

import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Compress with a constant condition: dy put back to where the condition holds. */
final class CompressRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (!context.needs(0) || context.outputShape(0).size() == 0) {
      return;
    }
    Ops ops = context.ops();
    Shape x = context.inputShape(0);
    Tensor condition = context.requireConstant(1);
    long[] kept =
        IntStream.range(0, condition.size())
            .filter(i -> condition.get(i) != 0)
            .asLongStream()
            .toArray();
    if (context.node().has("axis")) {
      int axis = x.axis(context.node().intAttribute("axis", 0));
      context.accumulate(0, new AxisGather(x, axis, kept).transpose(ops, context.gradient()));
    } else {
      AxisGather flat = new AxisGather(Shape.of(x.size()), 0, kept);
      context.accumulate(0, ops.reshape(flat.transpose(ops, context.gradient()), x));
    }
  }
}

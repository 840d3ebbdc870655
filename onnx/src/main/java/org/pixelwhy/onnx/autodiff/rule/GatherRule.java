package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/** Gather: dy added up where it was read. */
final class GatherRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Shape x = context.inputShape(0);
    if (!context.needs(0) || context.outputShape(0).size() == 0) {
      return;
    }
    Ops ops = context.ops();
    int axis = x.axis(context.node().intAttribute("axis", 0));
    long extent = x.dim(axis);
    long count = context.inputShape(1).size();
    Shape flat = x.with(axis, count);
    String gradient =
        flat.equals(context.outputShape(0))
            ? context.gradient()
            : ops.reshape(context.gradient(), flat);
    String dx =
        context
            .constant(1)
            .map(
                indices ->
                    new AxisGather(x, axis, AxisIndices.fromZero(indices.toLongs(), extent))
                        .transpose(ops, gradient))
            .orElseGet(
                () ->
                    ops.scatterAdd(
                        x,
                        AxisIndices.repeated(ops, context.input(1), flat, axis),
                        gradient,
                        axis));
    context.accumulate(0, dx);
  }
}

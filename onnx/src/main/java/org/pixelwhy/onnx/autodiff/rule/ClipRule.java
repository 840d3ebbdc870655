package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * Clip: {@code dx = dy * [min <= x <= max]}; {@code dmin = sum(dy * [x < min])}, {@code dmax =
 * sum(dy * [x > max])}.
 *
 * <p>The bounds belong to the inside, as in PyTorch, so the mask is read off the input: the output
 * does not tell a value at the bound from one beyond it.
 */
final class ClipRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    String inside = outside(context, 1, "Less", context.gradient());
    context.accumulate(0, outside(context, 2, "Greater", inside));
  }

  /** Gives the gradient beyond a bound to that bound, and returns what is left inside. */
  private static String outside(RuleContext context, int bound, String comparison, String dx) {
    if (!context.node().hasInput(bound)) {
      return dx;
    }
    Ops ops = context.ops();
    String beyond = ops.op(comparison, context.input(0), context.input(bound));
    if (context.needs(bound)) {
      String gradient = ops.masked(beyond, context.gradient());
      context.accumulate(
          bound, ops.sumTo(gradient, context.outputShape(0), context.inputShape(bound)));
    }
    return ops.where(beyond, ops.scalar(0), dx);
  }
}

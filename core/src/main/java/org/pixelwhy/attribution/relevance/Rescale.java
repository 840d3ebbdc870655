package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Differences from the reference, and quotients of them. */
final class Rescale {
  /** Below this difference of the inputs, quotients give way to gradients. */
  private static final double LEAST_DIFFERENCE = 1e-10;

  private Rescale() {}

  /** Name of {@code a - a0}. */
  static String difference(RuleContext context, String tensor) {
    return context.ops().sub(tensor, context.reference(tensor));
  }

  /**
   * Name of the multiplier {@code contribution / (x - x0)}, or of a gradient where x and x0 differ
   * by less than 1e-10.
   */
  static String multiplier(RuleContext context, String x, String contribution, String gradient) {
    Ops ops = context.ops();
    String difference = difference(context, x);
    String none = ops.op("Less", ops.op("Abs", difference), ops.scalar(LEAST_DIFFERENCE));
    return ops.where(none, gradient, ops.div(contribution, difference));
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** The last step of normalisations, {@code y = scale z + bias} with a number per channel. */
final class AffineGradient {
  private AffineGradient() {}

  /** Accumulates {@code dscale = sum(dy z)} in input 1 and {@code dbias = sum(dy)} in input 2. */
  static void accumulate(RuleContext context, PerChannel channels, String z) {
    Ops ops = context.ops();
    String dy = ops.reshape(context.gradient(), channels.shape());
    if (context.needs(1)) {
      context.accumulate(1, channels.sum(ops, ops.mul(dy, z)));
    }
    if (context.needs(2)) {
      context.accumulate(2, channels.sum(ops, dy));
    }
  }
}

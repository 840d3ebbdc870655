package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * MaxUnpool: {@code dx = dy[indices]}, on the flattened tensors.
 *
 * <p>Where an index occurs twice, both get the cell's gradient, though only one of them wrote it.
 */
final class MaxUnpoolRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.needs(0)) {
      Ops ops = context.ops();
      String flat =
          ops.op(
              "GatherElements",
              Map.of("axis", 0),
              ops.reshape(context.gradient(), -1),
              ops.reshape(context.input(1), -1));
      context.accumulate(0, ops.reshape(flat, context.inputShape(0)));
    }
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/** GlobalMaxPool: dy goes to the channel's maximum, the first one where several are equal. */
final class GlobalMaxPoolRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Shape shape = context.inputShape(0);
    long channels = shape.dim(0) * shape.dim(1);
    Shape flat = Shape.of(channels, shape.size() / Math.max(1, channels));
    String maximum =
        ops.op("ArgMax", Map.of("axis", 1, "keepdims", 1), ops.reshape(context.input(0), flat));
    String scattered =
        ops.op(
            "ScatterElements",
            Map.of("axis", 1),
            ops.filled(flat, 0),
            maximum,
            ops.reshape(context.gradient(), channels, 1));
    context.accumulate(0, ops.reshape(scattered, shape));
  }
}

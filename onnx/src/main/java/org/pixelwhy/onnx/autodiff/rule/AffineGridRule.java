package org.pixelwhy.onnx.autodiff.rule;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * AffineGrid: the grid is {@code theta (p, 1)} for every point p, so {@code dtheta = sum_p dy_p (p,
 * 1)^T}. The points themselves are the operator's output for the identity.
 */
final class AffineGridRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (!context.needs(0)) {
      return;
    }
    Ops ops = context.ops();
    Shape y = context.outputShape(0);
    int dimensions = y.rank() - 2;
    long count = LongArrays.product(y.dims(), 1, y.rank() - 1);
    double[] identity = new double[dimensions * (dimensions + 1)];
    for (int d = 0; d < dimensions; d++) {
      identity[d * (dimensions + 1) + d] = 1;
    }
    long[] size = context.requireConstant(1).toLongs();
    size[0] = 1;
    String grid =
        ops.op(
            "AffineGrid",
            Map.of("align_corners", context.node().intAttribute("align_corners", 0)),
            ops.constant(Tensor.of(identity, 1, dimensions, dimensions + 1).as(ops.type())),
            ops.longs(size));
    String points =
        ops.concat(
            1, List.of(ops.reshape(grid, count, dimensions), ops.filled(Shape.of(count, 1), 1)));
    String gradient = ops.reshape(context.gradient(), y.dim(0), count, dimensions);
    context.accumulate(0, ops.matmul(ops.transpose(gradient, 0, 2, 1), points));
  }
}

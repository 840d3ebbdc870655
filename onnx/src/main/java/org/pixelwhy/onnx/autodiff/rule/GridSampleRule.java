package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * GridSample, 2-d and 3-d: {@code y_p = sum_k w_k(u_p) x_k} over the elements k around the position
 * u that point p of the grid names.
 *
 * <p>{@code dx_k = sum_p w_k(u_p) dy_p}, and {@code du_p = sum_k w'_k(u_p) <x_k, dy_p>}, the
 * product being over channels. In mode nearest the grid has no gradient.
 */
final class GridSampleRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.outputShape(0).size() == 0 || !(context.needs(0) || context.needs(1))) {
      return;
    }
    Ops ops = context.ops();
    Shape x = context.inputShape(0);
    int dimensions = x.rank() - 2;
    long[] grid = context.inputShape(1).dims();
    Shape points = Shape.of(x.dim(0), x.dim(1), LongArrays.product(grid, 1, grid.length - 1));
    List<GridTaps> axes = new ArrayList<>();
    List<List<GridTaps.Tap>> taps = new ArrayList<>();
    for (int a = 0; a < dimensions; a++) {
      // The grid's components are in the order x, y, z, the axes in the order z, y, x.
      String last = ops.constant(Tensor.scalar(DataType.INT64, dimensions - 1 - a));
      String component = ops.op("Gather", Map.of("axis", -1), context.input(1), last);
      axes.add(GridTaps.of(context.node(), ops, x.dim(2 + a)));
      taps.add(axes.get(a).of(ops.reshape(component, points.with(1, 1))));
    }
    String read = context.needs(1) ? context.input(0) : "";
    PositionGradient gradient =
        new PositionGradient(ops, read, x, points, context.gradient(), taps, context.needs(0));
    if (context.needs(0)) {
      context.accumulate(0, gradient.ofX());
    }
    if (context.needs(1) && gradient.reachesPositions()) {
      List<String> components = new ArrayList<>();
      for (int a = dimensions - 1; a >= 0; a--) {
        String du = ops.mul(gradient.ofPositions(a), ops.scalar(axes.get(a).scale()));
        components.add(ops.reshape(du, context.inputShape(1).with(-1, 1)));
      }
      context.accumulate(1, ops.concat(-1, components));
    }
  }
}

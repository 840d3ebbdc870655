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
    if (context.outputShape(0).size() > 0 && (context.needs(0) || context.needs(1))) {
      new Pass(context).run();
    }
  }

  /** One application of the rule. Tensors are seen as [N,C,elements] and [N,C,points]. */
  private static final class Pass {
    private final RuleContext context;
    private final Ops ops;
    private final Shape x;
    private final Shape points;
    private final int dimensions;
    private final List<GridTaps> axes = new ArrayList<>();
    private final List<List<GridTaps.Tap>> taps = new ArrayList<>();
    private final String elements;
    private final String dy;
    private final List<List<String>> slopes = new ArrayList<>();
    private String dx;

    Pass(RuleContext context) {
      this.context = context;
      this.ops = context.ops();
      this.x = context.inputShape(0);
      this.dimensions = x.rank() - 2;
      long[] grid = context.inputShape(1).dims();
      this.points = Shape.of(x.dim(0), x.dim(1), LongArrays.product(grid, 1, grid.length - 1));
      Shape flat = Shape.of(x.dim(0), x.dim(1), LongArrays.product(x.dims(), 2, x.rank()));
      this.elements = context.needs(1) ? ops.reshape(context.input(0), flat) : "";
      this.dy = ops.reshape(context.gradient(), points);
      this.dx = context.needs(0) ? ops.filled(flat, 0) : "";
      Shape perPoint = points.with(1, 1);
      for (int a = 0; a < dimensions; a++) {
        // The grid's components are in the order x, y, z, the axes in the order z, y, x.
        String component =
            ops.op(
                "Gather",
                Map.of("axis", -1),
                context.input(1),
                ops.constant(Tensor.scalar(DataType.INT64, dimensions - 1 - a)));
        axes.add(new GridTaps(context.node(), ops, x.dim(2 + a)));
        taps.add(axes.get(a).of(ops.reshape(component, perPoint)));
        slopes.add(new ArrayList<>());
      }
    }

    void run() {
      visit(new ArrayList<>());
      if (context.needs(0)) {
        context.accumulate(0, ops.reshape(dx, x));
      }
      if (context.needs(1) && !slopes.get(0).isEmpty()) {
        List<String> components = new ArrayList<>();
        for (int a = dimensions - 1; a >= 0; a--) {
          String du = ops.mul(ops.sum(slopes.get(a)), ops.scalar(axes.get(a).scale()));
          components.add(ops.reshape(du, context.inputShape(1).with(-1, 1)));
        }
        context.accumulate(1, ops.concat(-1, components));
      }
    }

    /** Goes through all combinations of one tap per axis. */
    private void visit(List<GridTaps.Tap> chosen) {
      if (chosen.size() == dimensions) {
        element(chosen);
        return;
      }
      for (GridTaps.Tap tap : taps.get(chosen.size())) {
        List<GridTaps.Tap> more = new ArrayList<>(chosen);
        more.add(tap);
        visit(more);
      }
    }

    private void element(List<GridTaps.Tap> chosen) {
      String index = chosen.get(0).index();
      for (int a = 1; a < dimensions; a++) {
        String row = ops.mul(index, ops.constant(Tensor.scalar(DataType.INT64, x.dim(2 + a))));
        index = ops.add(row, chosen.get(a).index());
      }
      String everywhere = ops.expand(index, points);
      if (context.needs(0)) {
        String update = ops.mul(dy, product(chosen, -1));
        Map<String, Object> add = Map.of("axis", 2, "reduction", "add");
        dx = ops.op("ScatterElements", add, dx, everywhere, update);
      }
      if (context.needs(1) && !chosen.get(0).slope().isEmpty()) {
        String read = ops.op("GatherElements", Map.of("axis", 2), elements, everywhere);
        String change = ops.reduceSum(ops.mul(read, dy), true, 1);
        for (int a = 0; a < dimensions; a++) {
          slopes.get(a).add(ops.mul(change, product(chosen, a)));
        }
      }
    }

    /** The element's weight, or its derivative along one axis. */
    private String product(List<GridTaps.Tap> chosen, int derivedAxis) {
      String product = "";
      for (int a = 0; a < dimensions; a++) {
        String factor = a == derivedAxis ? chosen.get(a).slope() : chosen.get(a).weight();
        product = product.isEmpty() ? factor : ops.mul(product, factor);
      }
      return product;
    }
  }
}

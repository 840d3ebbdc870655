package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The gradient of interpolation at computed positions, in any number of dimensions: {@code y_p =
 * sum_k w_k(u_p) x_k} over the elements k around position u of point p.
 *
 * <p>{@code dx_k = sum_p w_k(u_p) dy_p}, and {@code du_p = sum_k w'_k(u_p) <x_k, dy_p>}, the
 * product being over channels. Tensors are seen as [N,C,elements] and [N,C,points].
 */
final class PositionGradient {
  private final Ops ops;
  private final Shape x;
  private final Shape points;
  private final List<List<GridTaps.Tap>> taps;
  private final String elements;
  private final String dy;
  private final boolean needsX;
  private final List<List<String>> slopes = new ArrayList<>();
  private String dx;

  /**
   * @param x name of what is interpolated; empty where the positions need no gradient
   * @param shape of x, [N,C,...]
   * @param points the shape that dy is seen as, [N,C,points]
   * @param dy name of the gradient of what is read
   * @param taps for each axis of x from 2 on, what is read there: tensors [N,1,points]
   * @param needsX whether x needs a gradient
   */
  PositionGradient(
      Ops ops,
      String x,
      Shape shape,
      Shape points,
      String dy,
      List<List<GridTaps.Tap>> taps,
      boolean needsX) {
    this.ops = ops;
    this.x = shape;
    this.points = points;
    this.taps = taps;
    this.needsX = needsX;
    Shape flat =
        Shape.of(shape.dim(0), shape.dim(1), LongArrays.product(shape.dims(), 2, shape.rank()));
    this.elements = x.isEmpty() ? "" : ops.reshape(x, flat);
    this.dy = ops.reshape(dy, points);
    this.dx = needsX ? ops.filled(flat, 0) : "";
    taps.forEach(axis -> slopes.add(new ArrayList<>()));
    visit(new ArrayList<>());
  }

  /** Name of dx, of x's shape. */
  String ofX() {
    return ops.reshape(dx, x);
  }

  /** Whether positions have a gradient: not where the nearest element is read. */
  boolean reachesPositions() {
    return !slopes.get(0).isEmpty();
  }

  /** Name of the gradient of the positions along an axis, counted from the first spatial one. */
  String ofPositions(int axis) {
    return ops.sum(slopes.get(axis));
  }

  /** Goes through all combinations of one tap per axis. */
  private void visit(List<GridTaps.Tap> chosen) {
    if (chosen.size() == taps.size()) {
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
    for (int a = 1; a < chosen.size(); a++) {
      String row = ops.mul(index, ops.constant(Tensor.scalar(DataType.INT64, x.dim(2 + a))));
      index = ops.add(row, chosen.get(a).index());
    }
    String everywhere = ops.expand(index, points);
    if (needsX) {
      String update = ops.mul(dy, product(chosen, -1));
      Map<String, Object> add = Map.of("axis", 2, "reduction", "add");
      dx = ops.op("ScatterElements", add, dx, everywhere, update);
    }
    if (!elements.isEmpty() && !chosen.get(0).slope().isEmpty()) {
      String read = ops.op("GatherElements", Map.of("axis", 2), elements, everywhere);
      String change = ops.reduceSum(ops.mul(read, dy), true, 1);
      for (int a = 0; a < chosen.size(); a++) {
        slopes.get(a).add(ops.mul(change, product(chosen, a)));
      }
    }
  }

  /** The element's weight, or its derivative along one axis. */
  private String product(List<GridTaps.Tap> chosen, int derivedAxis) {
    String product = "";
    for (int a = 0; a < chosen.size(); a++) {
      String factor = a == derivedAxis ? chosen.get(a).slope() : chosen.get(a).weight();
      product = product.isEmpty() ? factor : ops.mul(product, factor);
    }
    return product;
  }
}

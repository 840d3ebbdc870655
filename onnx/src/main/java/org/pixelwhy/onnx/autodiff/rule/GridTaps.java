package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;

/**
 * The elements that interpolation reads along one axis, and with which weights.
 *
 * <p>With {@code u} the position in elements that the grid points at, element {@code k} is read
 * with weight {@code w(u - k)}; beyond the border, the padding mode says which element stands in
 * for it.
 */
final class GridTaps {
  private static final double CUBIC = -0.75;

  /**
   * One element per point of the grid. Names of tensors of the grid's shape without its last axis.
   *
   * @param index the element's index along the axis
   * @param weight its weight
   * @param slope the weight's derivative with respect to u; empty in mode nearest, where it is 0
   */
  record Tap(String index, String weight, String slope) {}

  private final Ops ops;
  private final long extent;
  private final String mode;
  private final String padding;
  private final boolean alignsCorners;

  private GridTaps(Ops ops, long extent, String mode, String padding, boolean alignsCorners) {
    this.ops = ops;
    this.extent = extent;
    this.mode = mode;
    this.padding = padding;
    this.alignsCorners = alignsCorners;
  }

  /** Taps of a GridSample node along an axis of this extent. */
  static GridTaps of(Node node, Ops ops, long extent) {
    return new GridTaps(
        ops,
        extent,
        node.stringAttribute("mode", "linear"),
        node.stringAttribute("padding_mode", "zeros"),
        node.intAttribute("align_corners", 0) != 0);
  }

  /** Taps of linear interpolation, with zeros beyond the border. */
  static GridTaps linear(Ops ops, long extent) {
    return new GridTaps(ops, extent, "linear", "zeros", true);
  }

  /** du/dg, g being the grid's value from -1 to 1. */
  double scale() {
    return (alignsCorners ? extent - 1 : extent) / 2.0;
  }

  /** The taps for a component of the grid. */
  List<Tap> of(String component) {
    double offset = (extent - 1) / 2.0;
    return at(ops.add(ops.mul(component, ops.scalar(scale())), ops.scalar(offset)));
  }

  /** The taps for positions in elements. */
  List<Tap> at(String u) {
    return switch (mode) {
      case "nearest" -> List.of(tap(ops.op("Round", u), ops.scalar(1), ""));
      case "linear", "bilinear" -> linear(u);
      case "cubic", "bicubic" -> cubic(u);
      default -> throw new GraphException("GridSample has no mode '" + mode + "'");
    };
  }

  private List<Tap> linear(String u) {
    String left = ops.op("Floor", u);
    String beyond = ops.sub(u, left);
    return List.of(
        tap(left, ops.sub(ops.scalar(1), beyond), ops.scalar(-1)),
        tap(ops.add(left, ops.scalar(1)), beyond, ops.scalar(1)));
  }

  /** The cubic convolution kernel (Keys 1981): one polynomial up to distance 1, one up to 2. */
  private List<Tap> cubic(String u) {
    double a = CUBIC;
    double[] near = {a + 2, -(a + 3), 0, 1};
    double[] far = {a, -5 * a, 8 * a, -4 * a};
    String left = ops.op("Floor", u);
    String beyond = ops.sub(u, left);
    List<Tap> taps = new ArrayList<>();
    for (int k = -1; k <= 2; k++) {
      String ahead = ops.sub(beyond, ops.scalar(k));
      String distance = k <= 0 ? ahead : ops.neg(ahead);
      double[] kernel = k == 0 || k == 1 ? near : far;
      double[] slope = {3 * kernel[0], 2 * kernel[1], kernel[2]};
      String falling = polynomial(distance, slope);
      taps.add(
          tap(
              ops.add(left, ops.scalar(k)),
              polynomial(distance, kernel),
              k <= 0 ? falling : ops.neg(falling)));
    }
    return taps;
  }

  private String polynomial(String x, double... coefficients) {
    String value = ops.scalar(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      value = ops.add(ops.mul(value, x), ops.scalar(coefficients[i]));
    }
    return value;
  }

  private Tap tap(String element, String weight, String slope) {
    return switch (padding) {
      case "zeros" -> {
        String inside = inside(element);
        yield new Tap(
            index(element), ops.mul(weight, inside), slope.isEmpty() ? "" : ops.mul(slope, inside));
      }
      case "border" -> new Tap(index(element), weight, slope);
      case "reflection" -> new Tap(index(reflected(element)), weight, slope);
      default -> throw new GraphException("GridSample has no padding_mode '" + padding + "'");
    };
  }

  private String inside(String element) {
    return ops.indicator(ops.op("Equal", element, clipped(element)));
  }

  private String clipped(String element) {
    return ops.op("Clip", element, ops.scalar(0), ops.scalar(extent - 1));
  }

  private String index(String element) {
    return ops.op("Cast", Map.of("to", DataType.INT64.code()), clipped(element));
  }

  /** Mirrored at the outermost elements, or where corners are not aligned at their outer edges. */
  private String reflected(String element) {
    long last = extent - 1;
    long period = alignsCorners ? 2 * last : 2 * extent;
    if (period == 0) {
      return element;
    }
    String times = ops.op("Floor", ops.div(element, ops.scalar(period)));
    String phase = ops.sub(element, ops.mul(times, ops.scalar(period)));
    String mirrored = ops.sub(ops.scalar(alignsCorners ? period : period - 1), phase);
    return ops.op("Min", phase, mirrored);
  }
}

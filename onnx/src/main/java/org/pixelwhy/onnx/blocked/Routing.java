package org.pixelwhy.onnx.blocked;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Where the maxima of blocks of 2 x 2 cells are, without their indices: the operator that gives
 * those takes longer than a convolution, and knows the plain layout only.
 *
 * <p>A block's maximum is in its upper row if the upper row's maximum is not below the lower row's,
 * and in a row it is left if the left cell is not below the right one. So of equal ones the first
 * in row-major order is taken, as the indices do. (Numbers that differ by less than 3e-39, below
 * what counts as a normal number, count as equal.)
 *
 * @param upper 1 where the upper row has the maximum, else 0; blocked {@code [N,C,H/2,W/2]}
 * @param left 1 where the left cell of two has the maximum, else 0; blocked {@code [N,C,H,W/2]}
 */
record Routing(String upper, String left) {
  private static final long[] ACROSS = {1, 2};
  private static final long[] DOWN = {2, 1};

  /**
   * What pooling gives.
   *
   * @param maxima blocked {@code [N,C,H/2,W/2]}
   */
  record Pooled(String maxima, Routing routing) {}

  /** Appends the pooling of a blocked tensor of so many channels. */
  static Pooled pool(BlockedOps blocked, String x, long channels) {
    String left = isFirst(blocked, x, channels, ACROSS);
    String rows = maximum(blocked, x, ACROSS);
    String upper = isFirst(blocked, rows, channels, DOWN);
    return new Pooled(maximum(blocked, rows, DOWN), new Routing(upper, left));
  }

  private static String maximum(BlockedOps blocked, String x, long[] pair) {
    return blocked.node("MaxPool", Map.of("kernel_shape", pair, "strides", pair), x);
  }

  /** 1 where the first of two cells is not below the second: the activation is a step at 0. */
  private static String isFirst(BlockedOps blocked, String x, long channels, long[] pair) {
    float[] kernels = new float[Math.toIntExact(2 * channels)];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = i % 2 == 0 ? 1 : -1;
    }
    Tensor weight = Tensor.of(kernels, channels, 1, pair[0], pair[1]);
    Map<String, Object> attributes =
        Map.of(
            "kernel_shape", pair,
            "strides", pair,
            "group", channels,
            "activation", "HardSigmoid",
            "activation_params", new Attribute.Floats(List.of(Float.MAX_VALUE, 1f)));
    Tensor inOrder = BlockedWeights.of(weight, (int) blocked.block());
    return blocked.node("Conv", attributes, x, blocked.ops().constant(inOrder));
  }

  /**
   * Appends what sends a number for each block to its maximum, zeros elsewhere.
   *
   * @param dy blocked {@code [N,C,H/2,W/2]}
   * @param shape [N,C,H,W]
   */
  String send(BlockedOps blocked, String dy, Shape shape) {
    Ops ops = blocked.ops();
    long b = blocked.block();
    long planes = shape.dim(0) * shape.dim(1) / b;
    long rows = shape.dim(2);
    long pairs = shape.dim(3) / 2;
    String top = ops.mul(dy, upper);
    String bottom = ops.sub(dy, top);
    // In memory: rows of whole blocks, and then cells of b channels.
    String both = side(ops, top, bottom, planes * rows / 2, pairs * b);
    String half = ops.reshape(both, shape.with(3, pairs));
    String first = ops.mul(half, left);
    String second = ops.sub(half, first);
    return ops.reshape(side(ops, first, second, planes * rows * pairs, b), shape);
  }

  private static String side(Ops ops, String a, String b, long count, long size) {
    return ops.concat(1, List.of(ops.reshape(a, count, size), ops.reshape(b, count, size)));
  }

  /** Appends the indices of the maxima in the plain layout, under this name. */
  void indices(BlockedOps blocked, Shape shape, String name) {
    GraphBuilder builder = blocked.builder();
    Shape pooled = shape.with(2, shape.dim(2) / 2).with(3, shape.dim(3) / 2);
    String ones = send(blocked, blocked.ops().filled(pooled, 1), shape);
    String plain = blocked.node("ReorderOutput", Map.of("channels", shape.dim(1)), ones);
    Node pool =
        Node.of("MaxPool", List.of(plain), List.of(builder.fresh("maxima"), name), Map.of());
    Attribute pair = Attribute.ofInts(2, 2);
    builder.add(pool.with("kernel_shape", pair).with("strides", pair));
  }
}

package org.pixelwhy.onnx.blocked;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Appends the operators that ONNX Runtime has for its blocked layout. To shape inference a blocked
 * tensor looks like a plain one, {@code [N,C,H,W]}.
 */
final class BlockedOps {
  static final String DOMAIN = "com.microsoft.nchwc";

  private final GraphBuilder builder;
  private final Ops ops;
  private final long block;

  BlockedOps(GraphBuilder builder, Ops ops, long block) {
    this.builder = builder;
    this.ops = ops;
    this.block = block;
  }

  GraphBuilder builder() {
    return builder;
  }

  /** Appends operators that know of no layout. */
  Ops ops() {
    return ops;
  }

  /** b, the number of channels side by side. */
  long block() {
    return block;
  }

  /** Whether a tensor may be held in blocked layout: images, their channels a multiple of b. */
  boolean fits(TensorType type) {
    Shape shape = type.shape();
    boolean convertible = type.type() == DataType.FLOAT || type.type() == DataType.BOOL;
    return convertible && shape.rank() == 4 && shape.size() > 0 && shape.dim(1) % block == 0;
  }

  /** Converts a tensor from plain to blocked layout. */
  String block(String plain, TensorType type) {
    boolean condition = type.type() == DataType.BOOL;
    String numbers = condition ? ops.cast(plain, DataType.FLOAT) : plain;
    String blocked = node("ReorderInput", Map.of(), numbers);
    return condition ? ops.cast(blocked, DataType.BOOL) : blocked;
  }

  /** Converts a tensor from blocked to plain layout, under a given name. */
  void unblock(String blocked, TensorType type, String plain) {
    boolean condition = type.type() == DataType.BOOL;
    String numbers = condition ? ops.cast(blocked, DataType.FLOAT) : blocked;
    String made = node("ReorderOutput", Map.of("channels", type.shape().dim(1)), numbers);
    name(condition ? ops.cast(made, DataType.BOOL) : made, plain);
  }

  /** Gives a tensor another name. */
  void name(String tensor, String name) {
    builder.add(Node.of("Identity", List.of(tensor), List.of(name), Map.of()));
  }

  /** Appends an operator of the layout. */
  String node(String op, Map<String, ?> attributes, String... inputs) {
    return ops.opOf(DOMAIN, op, attributes, inputs);
  }

  /**
   * Weights [M,C,h,w] in the order that blocked convolutions read them in: {@code
   * [M/b,C/b,h,w,b,b]}, or {@code [M/b,C,h,w,b]} where there are fewer than b input channels, and
   * these therefore plain.
   */
  String weights(String plain, Shape shape) {
    long m = shape.dim(0);
    String inner = shape.dim(1) < block ? plain : node("ReorderInput", Map.of(), plain);
    // To bring the other channels side by side, all else passes for the width of an image.
    String rows = ops.reshape(inner, m / block, block, 1, shape.size() / m);
    return ops.reshape(node("ReorderInput", Map.of(), rows), shape);
  }

  /**
   * Scales the channels of a blocked tensor and adds to them, in one pass.
   *
   * @param scale [C] or any shape of as many elements; empty for 1
   * @param shift [C], or empty for 0
   * @param pads zeros around the result: above, left, below, right
   */
  String affine(String blocked, long channels, String scale, String shift, long... pads) {
    String weight =
        scale.isEmpty()
            ? ops.constant(Tensor.filled(DataType.FLOAT, 1, channels, 1, 1, 1))
            : ops.reshape(scale, channels, 1, 1, 1);
    Map<String, Object> attributes =
        Map.of(
            "kernel_shape",
            new long[] {1, 1},
            "group",
            channels,
            "pads",
            pads.length == 0 ? new long[4] : pads);
    return shift.isEmpty()
        ? node("Conv", attributes, blocked, weight)
        : node("Conv", attributes, blocked, weight, ops.reshape(shift, channels));
  }

  /**
   * The means [C] of the channels of a blocked tensor over images and places. Rows are summed up
   * first, and then their sums, so that rounding errors do not grow with the number of places.
   */
  String channelMeans(String blocked, Shape shape) {
    long blocks = shape.dim(1) / block;
    String rows =
        ops.reshape(blocked, shape.dim(0) * blocks * shape.dim(2), block, 1, shape.dim(3));
    String means = node("GlobalAveragePool", Map.of(), rows);
    String byRow = ops.reshape(means, shape.dim(0), blocks, shape.dim(2), block);
    String mean = ops.op("ReduceMean", Map.of("keepdims", 0), byRow, ops.longs(0, 2));
    return ops.reshape(mean, shape.dim(1));
  }
}

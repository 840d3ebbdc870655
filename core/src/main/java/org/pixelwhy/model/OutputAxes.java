package org.pixelwhy.model;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * How the axes of an output make a map of classes {@code [N,K,h,w]}: one of several heads may have
 * to be chosen, the axis of the batch or of the only class be put back, and positions that were
 * flattened into one axis be laid out as rows and columns again. {@link OutputReading} finds it.
 *
 * @param head the axis along which heads are stacked, if there is one
 * @param heads how many
 * @param batched whether there is an axis of the batch
 * @param classed whether there is an axis of the classes
 * @param flat the axis that holds all positions, where they were flattened
 * @param stride how many of the image's pixels a flattened position stands for along each axis
 * @param shape with all that done, {@code [1,K,h,w]} or {@code [1,h,w,K]}
 * @param layout of that
 */
record OutputAxes(
    OptionalInt head,
    long heads,
    boolean batched,
    boolean classed,
    OptionalInt flat,
    int stride,
    Shape shape,
    Layout layout) {
  /** Nothing to be done but to bring the channels to front. */
  static OutputAxes plain(Shape shape, Layout layout) {
    return new OutputAxes(
        OptionalInt.empty(), 1, true, true, OptionalInt.empty(), 1, shape, layout);
  }

  OutputAxes withoutBatch() {
    return new OutputAxes(head, heads, false, classed, flat, stride, shape, layout);
  }

  OutputAxes withoutClasses() {
    return new OutputAxes(head, heads, batched, false, flat, stride, shape, layout);
  }

  OutputAxes stacked(int axis, long number) {
    return new OutputAxes(
        OptionalInt.of(axis), number, batched, classed, flat, stride, shape, layout);
  }

  OutputAxes flattened(int axis, int newStride) {
    return new OutputAxes(
        head, heads, batched, classed, OptionalInt.of(axis), newStride, shape, layout);
  }

  /** Number of classes. */
  int classes() {
    return Math.toIntExact(shape.dim(layout.channelAxis()));
  }

  /** Number of positions: h * w. */
  long positions() {
    return shape.size() / classes();
  }

  /** The axis of the classes in the tensor itself; empty where there is none. */
  OptionalInt classAxis() {
    if (!classed) {
      return OptionalInt.empty();
    }
    int axis = flat.isPresent() ? 3 - flat.getAsInt() : layout.channelAxis();
    axis = batched ? axis : axis - 1;
    return OptionalInt.of(head.isPresent() && axis >= head.getAsInt() ? axis + 1 : axis);
  }

  /**
   * Appends what makes the map; gives its name.
   *
   * @param tensor with axes like these
   * @param chosen the head
   * @param image name of the network's input {@code [N,C,H,W]}, after whose size positions are laid
   *     out
   */
  String append(GraphBuilder builder, String tensor, int chosen, String image) {
    Ops ops = new Ops(builder, DataType.FLOAT);
    String map = tensor;
    if (head.isPresent()) {
      String index = ops.constant(Tensor.scalar(DataType.INT64, chosen));
      map = ops.op("Gather", Map.of("axis", head.getAsInt()), map, index);
    }
    if (!batched) {
      map = ops.op("Unsqueeze", map, ops.longs(0));
    }
    if (!classed) {
      map = ops.op("Unsqueeze", map, ops.longs(flat.isPresent() ? 2 : 1));
    }
    if (flat.isPresent()) {
      map = ops.op("Reshape", map, extents(ops, image));
    }
    if (!layout.channelsLast()) {
      return map;
    }
    int rank = shape.rank();
    long[] permutation = new long[rank];
    Arrays.setAll(permutation, i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1);
    return ops.transpose(map, permutation);
  }

  /** The shape to which flattened positions are laid out, computed from that of the image. */
  private String extents(Ops ops, String image) {
    String size = ops.op("Shape", Map.of("start", 2, "end", shape.rank()), image);
    if (stride > 1) {
      size = ops.op("Div", ops.add(size, ops.longs(stride - 1)), ops.longs(stride));
    }
    // A 0 keeps the extent of the axis that stands there, a batch of any size.
    return layout.channelsLast()
        ? ops.op("Concat", Map.of("axis", 0), ops.longs(0), size, ops.longs(classes()))
        : ops.op("Concat", Map.of("axis", 0), ops.longs(0, 0), size);
  }
}

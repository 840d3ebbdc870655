package org.pixelwhy.onnx.runtime;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Misfit;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Extent;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * Refuses a graph in which nothing is left of an image, before the runtime sees it: ONNX Runtime's
 * own inference ends the process where a slice is taken of an extent below zero.
 *
 * <p>Extents are followed as far as plain arithmetic goes: through convolutions, pools, slices and
 * whatever keeps its input's shape. What is not followed is left to the runtime.
 */
final class ExtentCheck {
  private static final int LARGEST_TRIED = 512;

  private static final Kind[] DIVIDING = {Kind.LINEAR, Kind.POOLING, Kind.NORMALIZATION};

  private final Graph graph;
  private final Map<String, long[]> known = new HashMap<>();

  private ExtentCheck(Graph graph) {
    this.graph = graph;
    ShapeProbe.given(graph).forEach((name, type) -> known.put(name, type.shape().dims()));
  }

  /**
   * @throws InputException if a tensor would have an extent below 1
   */
  static void require(Graph graph) {
    ExtentCheck check = new ExtentCheck(graph);
    try {
      check.follow();
    } catch (NothingLeft e) {
      throw new InputException(e.getMessage() + advice(graph), e);
    }
  }

  /**
   * The same for types that the runtime inferred: some kernels divide by how much they are given,
   * and end the process where that is nothing.
   *
   * @throws InputException if such a node would be given a tensor without elements
   */
  static void require(Graph graph, Map<String, TensorType> types) {
    for (Node node : graph.nodes()) {
      if (Operators.is(node, DIVIDING)) {
        node.inputs().forEach(input -> requireSome(node, types.get(input)));
      }
    }
  }

  private static void requireSome(Node node, TensorType type) {
    if (type != null && type.type().isFloating() && type.shape().size() == 0) {
      throw new InputException(
          Text.format(
              "%s is given nothing, a tensor of shape %s; take a larger image",
              node, type.shape()));
    }
  }

  private static final class NothingLeft extends InputException {
    private static final long serialVersionUID = 1L;

    NothingLeft(String message) {
      super(message);
    }
  }

  private void follow() {
    for (Node node : graph.nodes()) {
      Misfit.guard(node, () -> follow(node));
    }
  }

  /** The smallest square image of which something is left, found by trying. */
  private static String advice(Graph graph) {
    for (int side = 1; side <= LARGEST_TRIED; side++) {
      ExtentCheck check = new ExtentCheck(graph);
      int size = side;
      graph
          .inputNames()
          .forEach(name -> check.known.computeIfPresent(name, (n, dims) -> sized(dims, size)));
      try {
        check.follow();
        return Text.format("; take an image of at least %d x %d pixels", side, side);
      } catch (NothingLeft e) {
        // Larger, then.
      }
    }
    return "; take a larger image";
  }

  /** An image's extents with sides of this length. */
  private static long[] sized(long[] dims, int side) {
    long[] sized = dims.clone();
    for (int i = 2; i < sized.length; i++) {
      sized[i] = side;
    }
    return sized;
  }

  private void follow(Node node) {
    long[] input = node.hasInput(0) ? known.get(node.input(0)) : null;
    if (input == null || !node.domain().isEmpty() || !node.hasOutput(0)) {
      return;
    }
    Optional<long[]> output =
        switch (node.op()) {
          case "Conv" -> slid(node, input, weight(node), node.intAttribute("group", 1));
          case "MaxPool", "AveragePool", "LpPool" -> slid(node, input, null, 1);
          case "Concat" -> concatenated(node, input);
          case "Slice" -> cut(node, input);
          case "Pad" -> padded(node, input);
          default -> keepsShape(node) ? Optional.of(input) : Optional.empty();
        };
    output.ifPresent(extents -> known.put(node.output(0), extents));
  }

  /** An operator of one tensor: of several, the others may be larger. */
  private boolean keepsShape(Node node) {
    return Operators.is(node, operator -> operator.extent() == Extent.SAME)
        && node.inputs().stream()
            .skip(1)
            .allMatch(other -> other.isEmpty() || graph.initializers().containsKey(other));
  }

  private long[] weight(Node node) {
    return node.hasInput(1) ? known.get(node.input(1)) : null;
  }

  /** What a kernel that slides over an image leaves of it. */
  private static Optional<long[]> slid(Node node, long[] input, long[] weight, long group) {
    int axes = input.length - 2;
    Optional<long[]> given = node.intsAttribute("kernel_shape");
    if (axes < 1 || (given.isEmpty() && weight == null)) {
      return Optional.empty();
    }
    long[] kernel = given.orElseGet(() -> Arrays.copyOfRange(weight, 2, weight.length));
    long[] strides = node.intsAttribute("strides").orElse(ones(axes));
    long[] dilations = node.intsAttribute("dilations").orElse(ones(axes));
    long[] pads = node.intsAttribute("pads").orElse(new long[2 * axes]);
    boolean same = node.stringAttribute("auto_pad", "NOTSET").startsWith("SAME");
    boolean up = node.intAttribute("ceil_mode", 0) == 1;
    long[] output = input.clone();
    output[1] = weight == null ? input[1] : weight[0];
    for (int i = 0; i < axes; i++) {
      long reach = (kernel[i] - 1) * dilations[i] + 1;
      long free = input[i + 2] + pads[i] + pads[axes + i] - reach;
      long steps = up ? ceilDiv(free, strides[i]) : Math.floorDiv(free, strides[i]);
      output[i + 2] = same ? ceilDiv(input[i + 2], strides[i]) : steps + 1;
      requirePositive(node, input, output[i + 2]);
    }
    return Optional.of(output);
  }

  private static void requirePositive(Node node, long[] input, long extent) {
    if (extent < 1) {
      throw new NothingLeft(
          Text.format("%s leaves nothing of its input %s", node, Shape.of(input)));
    }
  }

  /** What a slice between constants leaves. */
  private Optional<long[]> cut(Node node, long[] input) {
    Optional<long[]> starts = constant(node, 1);
    Optional<long[]> ends = constant(node, 2);
    boolean open = node.hasInput(3) && constant(node, 3).isEmpty();
    if (starts.isEmpty() || ends.isEmpty() || open) {
      return Optional.empty();
    }
    long[] axes = constant(node, 3).orElseGet(() -> LongStream.range(0, input.length).toArray());
    long[] steps = constant(node, 4).orElse(ones(starts.get().length));
    long[] output = input.clone();
    for (int i = 0; i < starts.get().length; i++) {
      int axis = (int) (axes[i] < 0 ? axes[i] + input.length : axes[i]);
      long extent = input[axis];
      long last = steps[i] < 0 ? extent - 1 : extent;
      long start = place(starts.get()[i], extent, 0, last);
      long end = place(ends.get()[i], extent, steps[i] < 0 ? -1 : 0, last);
      // Nothing is a slice, too.
      output[axis] = Math.max(0, ceilDiv(end - start, steps[i]));
    }
    return Optional.of(output);
  }

  /** What constant pads, which may be negative, make of an image. */
  private Optional<long[]> padded(Node node, long[] input) {
    Optional<long[]> pads = constant(node, 1);
    if (pads.isEmpty() || node.hasInput(3)) {
      return Optional.empty();
    }
    long[] output = input.clone();
    for (int i = 0; i < input.length; i++) {
      output[i] += pads.get()[i] + pads.get()[input.length + i];
      requirePositive(node, input, output[i]);
    }
    return Optional.of(output);
  }

  private Optional<long[]> constant(Node node, int i) {
    return node.hasInput(i)
        ? Optional.ofNullable(graph.initializers().get(node.input(i))).map(Tensor::toLongs)
        : Optional.empty();
  }

  /** Counted from the end where negative, and never beyond the bounds. */
  private static long place(long given, long extent, long least, long most) {
    return Math.max(least, Math.min(most, given < 0 ? given + extent : given));
  }

  private static long ceilDiv(long a, long b) {
    return -Math.floorDiv(-a, b);
  }

  private static long[] ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private Optional<long[]> concatenated(Node node, long[] first) {
    int axis = (int) node.intAttribute("axis", 0);
    axis = axis < 0 ? axis + first.length : axis;
    long[] output = first.clone();
    for (String other : node.inputs().subList(1, node.inputs().size())) {
      long[] extents = known.get(other);
      if (extents == null || extents.length != first.length) {
        return Optional.empty();
      }
      output[axis] += extents[axis];
    }
    return Optional.of(output);
  }
}

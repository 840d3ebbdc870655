package org.pixelwhy.onnx.precision;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.rule.Window;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Convolutions and averages as sums over the window's elements: each sees a shifted slice of the
 * input, {@code y = sum_k W_k slice_k(x)}.
 */
final class DoubleWindows {
  private final Ops ops;
  private final Window window;
  private final Shape output;

  private DoubleWindows(Ops ops, Window window, Shape output) {
    this.ops = ops;
    this.window = window;
    this.output = output;
  }

  static Optional<String> convolution(Site site) {
    Ops ops = site.ops();
    Shape x = site.inputShape(0);
    long[] weight = site.inputShape(1).dims();
    long[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    Shape y = site.outputShape();
    Window window = Window.of(site.node(), kernel, x, y);
    long groups = site.node().intAttribute("group", 1);
    Shape byGroup = Shape.of(groups, weight[0] / groups, weight[1], window.size());
    String kernels = ops.transpose(ops.reshape(site.input(1), byGroup), 3, 0, 1, 2);
    DoubleWindows sum = new DoubleWindows(ops, window, y);
    String product = sum.weighted(sum.padded(site.input(0), x), kernels, groups, x.dim(1), false);
    return Optional.of(biased(site, product));
  }

  /** The input with zeros between its cells, convolved with the reversed kernel. */
  static Optional<String> transposed(Site site) {
    Ops ops = site.ops();
    Shape x = site.inputShape(0);
    long[] weight = site.inputShape(1).dims();
    long[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    Shape y = site.outputShape();
    Window window = Window.transposed(site.node(), kernel, x, y);
    long groups = site.node().intAttribute("group", 1);
    Shape byGroup = Shape.of(groups, weight[0] / groups, weight[1], window.size());
    String kernels = ops.transpose(ops.reshape(site.input(1), byGroup), 3, 0, 2, 1);
    DoubleWindows sum = new DoubleWindows(ops, window, y);
    String spread = sum.spread(site.input(0), x);
    return Optional.of(biased(site, sum.weighted(spread, kernels, groups, x.dim(1), true)));
  }

  static Optional<String> average(Site site) {
    Ops ops = site.ops();
    Node node = site.node();
    Shape x = site.inputShape(0);
    Shape y = site.outputShape();
    Window window = Window.of(node, node.intsAttribute("kernel_shape").orElseThrow(), x, y);
    DoubleWindows windows = new DoubleWindows(ops, window, y);
    String padded = windows.padded(site.input(0), x);
    String sum = windows.slice(padded, 0, false);
    for (long k = 1; k < window.size(); k++) {
      sum = ops.add(sum, windows.slice(padded, k, false));
    }
    boolean includePad = node.intAttribute("count_include_pad", 0) != 0;
    for (int i = 0; i < window.rank(); i++) {
      long[] dims = new long[window.rank() - i];
      Arrays.fill(dims, 1);
      double[] inverse = window.inverseCounts(i, x, y, includePad);
      dims[0] = inverse.length;
      sum = ops.mul(sum, ops.constant(Tensor.of(inverse, dims)));
    }
    return Optional.of(sum);
  }

  private static String biased(Site site, String product) {
    if (!site.node().hasInput(2)) {
      return product;
    }
    long[] dims = new long[site.outputShape().rank() - 1];
    Arrays.fill(dims, 1);
    dims[0] = site.outputShape().dim(1);
    return site.ops().add(product, site.ops().reshape(site.input(2), dims));
  }

  /** The input with zeros or less around it, so that the first window starts where it starts. */
  private String padded(String x, Shape shape) {
    long[] before = new long[shape.rank()];
    long[] after = new long[shape.rank()];
    for (int i = 0; i < window.rank(); i++) {
      before[2 + i] = window.begin(i);
      after[2 + i] = window.full(i, output.dim(2 + i)) - shape.dim(2 + i) - window.begin(i);
    }
    return ops.pad(x, before, after);
  }

  private String spread(String x, Shape shape) {
    int rank = window.rank();
    long[] apart = new long[2 + 2 * rank];
    long[] behind = new long[2 + 2 * rank];
    long[] joined = Arrays.copyOf(shape.dims(), 2 + rank);
    long[] before = new long[2 + rank];
    long[] after = new long[2 + rank];
    System.arraycopy(joined, 0, apart, 0, 2);
    for (int i = 0; i < rank; i++) {
      long stride = window.strides()[i];
      apart[2 + 2 * i] = shape.dim(2 + i);
      apart[3 + 2 * i] = 1;
      behind[3 + 2 * i] = stride - 1;
      joined[2 + i] = shape.dim(2 + i) * stride;
      before[2 + i] = window.span(i) - 1 - window.begin(i);
      after[2 + i] = output.dim(2 + i) + window.begin(i) - joined[2 + i];
    }
    String zeros = ops.pad(ops.reshape(x, Shape.of(apart)), new long[2 + 2 * rank], behind);
    return ops.pad(ops.reshape(zeros, Shape.of(joined)), before, after);
  }

  /** Kernels come as [K, groups, M/groups, C/groups]. */
  private String weighted(
      String padded, String kernels, long groups, long channels, boolean reversed) {
    long batch = output.dim(0);
    long cells = Arrays.stream(output.dims()).skip(2).reduce(1, (a, b) -> a * b);
    Shape flat = Shape.of(batch, groups, channels / groups, cells);
    String sum = "";
    for (long k = 0; k < window.size(); k++) {
      String seen = ops.reshape(slice(padded, k, reversed), flat);
      String product = ops.matmul(ops.slice(kernels, 0, k, k + 1), seen);
      sum = sum.isEmpty() ? product : ops.add(sum, product);
    }
    return ops.reshape(sum, output);
  }

  /**
   * What element k of the window sees, in every window; with the last element first if reversed.
   */
  private String slice(String padded, long element, boolean reversed) {
    int rank = window.rank();
    long[] starts = new long[rank];
    long[] ends = new long[rank];
    long[] steps = reversed ? LongStream.generate(() -> 1).limit(rank).toArray() : window.strides();
    long rest = element;
    for (int i = rank - 1; i >= 0; i--) {
      long extent = window.kernel()[i];
      long k = reversed ? extent - 1 - rest % extent : rest % extent;
      starts[i] = k * window.dilations()[i];
      ends[i] = starts[i] + steps[i] * (output.dim(2 + i) - 1) + 1;
      rest /= extent;
    }
    long[] axes = IntStream.range(2, 2 + rank).asLongStream().toArray();
    return ops.slice(padded, starts, ends, axes, steps);
  }
}

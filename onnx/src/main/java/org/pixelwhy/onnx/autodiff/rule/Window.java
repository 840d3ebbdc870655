package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/**
 * The window that a convolution or pooling moves over its spatial axes, with automatic padding
 * resolved.
 *
 * <p>On every axis, element k of window o lies at cell {@code o * stride + k * dilation - begin}.
 */
public final class Window {
  private static final int BATCH_AND_CHANNEL = 2;

  private final long[] kernel;
  private final long[] strides;
  private final long[] dilations;
  private final long[] begin;
  private final long[] end;

  private Window(Node node, long[] kernel) {
    this.kernel = kernel;
    this.strides = node.intsAttribute("strides").orElseGet(this::ones);
    this.dilations = node.intsAttribute("dilations").orElseGet(this::ones);
    this.begin = new long[kernel.length];
    this.end = new long[kernel.length];
  }

  private long[] ones() {
    long[] ones = new long[kernel.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The window of a Conv or pooling node from its input [N,C,...] to its output [N,M,...]. */
  public static Window of(Node node, long[] kernel, Shape input, Shape output) {
    Window window = new Window(node, kernel);
    for (int i = 0; i < kernel.length; i++) {
      int axis = i;
      long in = input.dim(BATCH_AND_CHANNEL + i);
      long out = output.dim(BATCH_AND_CHANNEL + i);
      window.pad(node, i, () -> window.full(axis, out) - in);
    }
    return window;
  }

  /**
   * The window of a ConvTranspose node: that of the convolution which it is the transpose of, and
   * which leads from its output to its input.
   */
  public static Window transposed(Node node, long[] kernel, Shape input, Shape output) {
    Window window = new Window(node, kernel);
    long[] outputPadding =
        node.intsAttribute("output_padding").orElseGet(() -> new long[kernel.length]);
    for (int i = 0; i < kernel.length; i++) {
      int axis = i;
      long in = input.dim(BATCH_AND_CHANNEL + i);
      long out = output.dim(BATCH_AND_CHANNEL + i);
      LongSupplier total = () -> Math.max(0, window.full(axis, in) + outputPadding[axis] - out);
      if (node.has("output_shape")) {
        window.split(i, total.getAsLong(), isSameUpper(node));
      } else {
        window.pad(node, i, total);
      }
    }
    return window;
  }

  private static boolean isSameUpper(Node node) {
    return node.stringAttribute("auto_pad", "NOTSET").equals("SAME_UPPER");
  }

  private void pad(Node node, int i, LongSupplier total) {
    String auto = node.stringAttribute("auto_pad", "NOTSET");
    if (auto.equals("NOTSET") || auto.isEmpty()) {
      long[] pads = node.intsAttribute("pads").orElseGet(() -> new long[2 * kernel.length]);
      begin[i] = pads[i];
      end[i] = pads[kernel.length + i];
    } else if (!auto.equals("VALID")) {
      long needed = total.getAsLong();
      // Where windows skip cells, ONNX Runtime 1.29 centres those of Conv as if they skipped one
      // less.
      long quirk = needed < 0 && node.op().equals("Conv") ? 1 : 0;
      split(i, needed + quirk, isSameUpper(node));
    }
  }

  private void split(int i, long total, boolean moreAtEnd) {
    begin[i] = moreAtEnd ? total / 2 : (total + 1) / 2;
    end[i] = total - begin[i];
  }

  /** Number of spatial axes. */
  public int rank() {
    return kernel.length;
  }

  /** Number of elements of the window. */
  public long size() {
    return Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
  }

  public long[] kernel() {
    return kernel.clone();
  }

  public long[] strides() {
    return strides.clone();
  }

  public long[] dilations() {
    return dilations.clone();
  }

  /**
   * Padding before the first cell of a spatial axis. Negative if windows start inside: ONNX Runtime
   * centres windows that SAME_UPPER and SAME_LOWER move by more than their extent.
   */
  public long begin(int i) {
    return begin[i];
  }

  /** Padding behind the last cell of a spatial axis; negative if cells are left over. */
  public long end(int i) {
    return end[i];
  }

  /** Cells from the window's first element to its last, both included. */
  public long span(int i) {
    return dilations[i] * (kernel[i] - 1) + 1;
  }

  /** Cells from the first element of the first window to the last element of the last one. */
  public long full(int i, long windows) {
    return strides[i] * (windows - 1) + span(i);
  }

  /**
   * One over the number of elements that an average takes, for every window along one spatial axis:
   * those on cells of the input or, with {@code count_include_pad}, on those and the declared
   * padding; what ceil_mode lets hang over never counts.
   */
  public double[] inverseCounts(int i, Shape input, Shape output, boolean includePad) {
    long first = includePad ? -begin[i] : 0;
    long stop = input.dim(BATCH_AND_CHANNEL + i) + (includePad ? end[i] : 0);
    double[] inverse = new double[(int) output.dim(BATCH_AND_CHANNEL + i)];
    for (int o = 0; o < inverse.length; o++) {
      long count = 0;
      for (long k = 0; k < kernel[i]; k++) {
        long cell = o * strides[i] - begin[i] + k * dilations[i];
        count += cell >= first && cell < stop ? 1 : 0;
      }
      inverse[o] = 1.0 / Math.max(1, count);
    }
    return inverse;
  }

  boolean hasStrideOne() {
    return Arrays.stream(strides).allMatch(stride -> stride == 1);
  }

  /** Whether windows may share cells. */
  boolean overlaps() {
    return IntStream.range(0, rank()).anyMatch(i -> strides[i] < span(i));
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * The gradient of the weight of a convolution of images by stride 1, as one matrix product for each
 * row of the kernel.
 *
 * <p>{@code dW[m,c,i,j] = sum_{h,w} dy[m,h,w] x[c,h+i,w+j]}. The side with fewer channels is
 * shifted along the columns, once for each j, and stacked along the channels; the other side is
 * shifted along the rows. Matrices of more rows are multiplied faster: 16 to 16 channels of 256 x
 * 256 take 39 ms for a batch of 8, and 59 with a product for each element.
 */
final class StackedShifts {
  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;

  private final Ops ops;
  private final Window window;
  private final Shape x;
  private final Shape y;

  StackedShifts(Ops ops, Convolution convolution) {
    this.ops = ops;
    this.window = convolution.window();
    this.x = convolution.input();
    this.y = convolution.output();
  }

  /** Whether this serves a convolution. */
  static boolean serves(Convolution convolution) {
    Window window = convolution.window();
    return convolution.groups() == 1
        && window.rank() == 2
        && window.hasStrideOne()
        && window.size() > 1;
  }

  /** Appends dW [M,C,kh,kw] from x [N,C,H,W] and dy [N,M,H',W']. */
  String append(String input, String dy) {
    boolean stacksOutput = y.dim(1) <= x.dim(1);
    String stacked = stacksOutput ? dy : input;
    String other = stacksOutput ? input : dy;
    Shape from = stacksOutput ? y : x;
    Shape to = stacksOutput ? x : y;
    long rows = stacksOutput ? y.dim(HEIGHT) : x.dim(HEIGHT);
    long columns = stacksOutput ? x.dim(WIDTH) : y.dim(WIDTH);
    int sign = stacksOutput ? 1 : -1;

    List<String> shifts = new ArrayList<>();
    for (long j = 0; j < width(); j++) {
      shifts.add(shifted(stacked, from, WIDTH, sign * offset(1, j), columns));
    }
    long channels = from.dim(1) * width();
    String left =
        ops.reshape(
            shifts.size() == 1 ? shifts.get(0) : ops.concat(1, shifts),
            Shape.of(batch(), channels, rows * columns));
    List<String> products = new ArrayList<>();
    for (long i = 0; i < height(); i++) {
      String moved = shifted(other, to, HEIGHT, -sign * offset(0, i), rows);
      String right = ops.reshape(moved, Shape.of(batch(), to.dim(1), rows * columns));
      products.add(ops.matmul(left, ops.transpose(right, 0, 2, 1)));
    }
    return ordered(products, from.dim(1), to.dim(1), stacksOutput);
  }

  /** How far element k of the kernel looks behind the cell that the output lies at. */
  private long offset(int axis, long k) {
    return k * window.dilations()[axis] - window.begin(axis);
  }

  /** A tensor moved towards greater indices of one axis; what comes in is zero. */
  private String shifted(String tensor, Shape shape, int axis, long by, long extent) {
    return ops.pad(tensor, shape.rank(), axis, by, extent - shape.dim(axis) - by);
  }

  private String ordered(List<String> products, long stacked, long other, boolean stacksOutput) {
    String all = products.size() == 1 ? products.get(0) : ops.concat(0, products);
    Shape byImage = Shape.of(height(), batch(), width(), stacked, other);
    String summed = ops.reduceSum(ops.reshape(all, byImage), false, 1);
    return stacksOutput ? ops.transpose(summed, 2, 3, 0, 1) : ops.transpose(summed, 3, 2, 0, 1);
  }

  private long batch() {
    return x.dim(0);
  }

  private long height() {
    return window.kernel()[0];
  }

  private long width() {
    return window.kernel()[1];
  }
}

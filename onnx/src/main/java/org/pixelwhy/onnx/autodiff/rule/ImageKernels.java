package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * The gradient of the weight of a convolution of images by stride 1, as one convolution whose
 * kernels are whole images, with images and channels in each other's place.
 *
 * <p>{@code dW[m,c] = sum_n x[c,n] * dy[n,m]}, x padded; or, reversed, {@code sum_n dy[m,n] *
 * x[n,c]}: the side with more channels gives the kernels. Slow as it stands; the blocked layout
 * knows how to do it fast, and does not unless it sees it whole.
 */
final class ImageKernels {
  private final Ops ops;
  private final Window window;
  private final Shape x;
  private final Shape y;

  ImageKernels(Ops ops, Convolution convolution) {
    this.ops = ops;
    this.window = convolution.window();
    this.x = convolution.input();
    this.y = convolution.output();
  }

  /**
   * Whether this serves a convolution.
   *
   * @param block the number of channels that lie side by side in the blocked layout
   */
  static boolean serves(Convolution convolution, long block) {
    long more = Math.max(convolution.input().dim(1), convolution.output().dim(1));
    return StackedShifts.serves(convolution) && more % block == 0;
  }

  /** Appends dW [M,C,kh,kw] from x [N,C,H,W] and dy [N,M,H',W']. */
  String append(String input, String dy) {
    return y.dim(1) >= x.dim(1) ? ofGradients(input, dy) : ofInputs(input, dy);
  }

  /** The gradients dy are the kernels. */
  private String ofGradients(String input, String dy) {
    long[] before = {window.begin(0), window.begin(1)};
    return swap(ops, correlate(input, x, dy, y, before));
  }

  /** The inputs x are the kernels, which finds the elements of dW from the last to the first. */
  private String ofInputs(String input, String dy) {
    long[] before = {reach(0) - window.begin(0), reach(1) - window.begin(1)};
    return ops.reverse(correlate(dy, y, input, x, before), 2, 3);
  }

  /** Cells between the first and the last element of the window. */
  private long reach(int axis) {
    return window.span(axis) - 1;
  }

  /** Correlates a, padded so that it is shifted by each element of the window, with b. */
  private String correlate(String a, Shape aShape, String b, Shape bShape, long[] before) {
    long[] first = {0, 0, before[0], before[1]};
    long[] last = new long[4];
    for (int i = 0; i < 2; i++) {
      last[2 + i] = bShape.dim(2 + i) + reach(i) - aShape.dim(2 + i) - before[i];
    }
    return correlate(ops, ops.pad(a, first, last), b, Map.of("strides", window.dilations()));
  }

  /**
   * Appends {@code sum_n a[n,i] * b[n,j]}, of shape [I,J,...], from images a [N,I,...] and kernels
   * b [N,J,...].
   */
  static String correlate(Ops ops, String a, String b, Map<String, Object> attributes) {
    return ops.op("Conv", attributes, swap(ops, a), swap(ops, b));
  }

  private static String swap(Ops ops, String tensor) {
    return ops.transpose(tensor, 1, 0, 2, 3);
  }
}

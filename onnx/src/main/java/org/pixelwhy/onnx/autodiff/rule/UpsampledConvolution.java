package org.pixelwhy.onnx.autodiff.rule;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.DataType;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;

/**
 * The transpose of a convolution of what was enlarged by repeating each cell, in one step: one
 * convolution whose stride is the factor.
 *
 * <p>Summing the convolution's input gradient over blocks of {@code f} cells is convolving with the
 * kernels summed over {@code f} shifts, at every f-th place: {@code ((k + f - 1) / (f k))^2} of the
 * products. For 3x3 kernels and a factor of 2 this is 0.44 of them, and half of the time.
 *
 * @param convolution the convolution, of the enlarged shape
 * @param factors by which rows and columns are repeated
 */
record UpsampledConvolution(Convolution convolution, long[] factors) {
  /**
   * The convolution of a context, if this is possible and pays: of images, stride and dilation 1,
   * not in groups, of constant weights.
   *
   * @param resize the context of the node that makes its input
   */
  static Optional<UpsampledConvolution> of(
      Convolution convolution, RuleContext resize, Optional<Tensor> weight) {
    Window window = convolution.window();
    boolean suits =
        window.rank() == 2
            && convolution.groups() == 1
            && window.hasStrideOne()
            && Arrays.stream(window.dilations()).allMatch(dilation -> dilation == 1)
            && !convolution.isNarrow()
            && weight.filter(value -> value.type() == DataType.FLOAT).isPresent();
    if (!suits) {
      return Optional.empty();
    }
    return ResizeRule.blocks(resize)
        .filter(blocks -> blocks[0] == 1 && blocks[1] == 1)
        .map(blocks -> new UpsampledConvolution(convolution, new long[] {blocks[2], blocks[3]}))
        .filter(UpsampledConvolution::pays);
  }

  private boolean pays() {
    Window window = convolution.window();
    boolean inside = true;
    double share = 1;
    for (int i = 0; i < 2; i++) {
      long kernel = window.kernel()[i];
      inside &= before(i) >= 0 && behind(i) >= 0;
      share *= (kernel + factors[i] - 1.0) / (factors[i] * kernel);
    }
    return inside && share < 1;
  }

  private long before(int i) {
    return convolution.window().span(i) - 1 - convolution.window().begin(i);
  }

  private long behind(int i) {
    long size = convolution.window().kernel()[i] + factors[i] - 1;
    long cells = convolution.input().dim(2 + i) / factors[i];
    return factors[i] * (cells - 1) + size - convolution.output().dim(2 + i) - before(i);
  }

  /** Appends the gradient of what was enlarged. */
  String inputGradient(Ops ops, String dy, Tensor weight) {
    Tensor kernels = summed(FlippedWeight.flip(weight, 1), (int) factors[0], (int) factors[1]);
    long[] pads = {before(0), before(1), behind(0), behind(1)};
    return ops.op("Conv", Map.of("strides", factors, "pads", pads), dy, ops.constant(kernels));
  }

  /** Kernels [M,C,k,k'] as the sum of their shifts, [M,C,k+f-1,k'+f'-1]. */
  private static Tensor summed(Tensor kernels, int down, int across) {
    Shape shape = kernels.shape();
    int rows = (int) shape.dim(2);
    int columns = (int) shape.dim(3);
    Shape larger = shape.with(2, rows + down - 1).with(3, columns + across - 1);
    int width = columns + across - 1;
    int size = (rows + down - 1) * width;
    FloatBuffer source = kernels.bytes().asFloatBuffer();
    ByteBuffer bytes = Tensor.allocate(DataType.FLOAT, larger);
    FloatBuffer target = bytes.asFloatBuffer();
    float[] kernel = new float[rows * columns];
    for (int n = 0; n < shape.dim(0) * shape.dim(1); n++) {
      source.get(kernel);
      float[] sum = new float[size];
      for (int i = 0; i < down * across; i++) {
        for (int k = 0; k < kernel.length; k++) {
          sum[(i / across + k / columns) * width + i % across + k % columns] += kernel[k];
        }
      }
      target.put(sum);
    }
    return Tensor.of(DataType.FLOAT, larger, bytes);
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The sum over the windows of a pooling, seen as the convolution of each channel with ones.
 *
 * @param input shape of what is summed, [N,C,...]
 * @param output shape of the sums, [N,C,...]
 */
record WindowSum(Window window, Shape input, Shape output) {
  /** Appends the transpose: every cell gets the sum of dy over the windows that it lies in. */
  String inputGradient(Ops ops, String dy) {
    return tilesExactly() ? repeat(ops, dy) : convolve(ops, dy);
  }

  private boolean tilesExactly() {
    long[] strides = window.strides();
    return Arrays.equals(strides, window.kernel())
        && IntStream.range(0, window.rank())
            .allMatch(
                i ->
                    window.begin(i) == 0
                        && window.span(i) == strides[i]
                        && window.full(i, output.dim(2 + i)) == input.dim(2 + i));
  }

  /** A Resize to the nearest cell, which is several times as fast as a convolution. */
  private String repeat(Ops ops, String dy) {
    float[] scales = new float[window.rank() + 2];
    Arrays.fill(scales, 1);
    for (int i = 0; i < window.rank(); i++) {
      scales[2 + i] = window.kernel()[i];
    }
    Map<String, Object> attributes =
        Map.of(
            "mode", "nearest",
            "coordinate_transformation_mode", "asymmetric",
            "nearest_mode", "floor");
    return ops.op("Resize", attributes, dy, "", ops.constant(Tensor.of(scales, scales.length)));
  }

  private String convolve(Ops ops, String dy) {
    long channels = input.dim(1);
    long[] dims =
        LongStream.concat(LongStream.of(channels, 1), LongStream.of(window.kernel())).toArray();
    Tensor ones = Tensor.filled(ops.type(), 1, dims);
    return new Convolution(window, channels, input, output)
        .inputGradient(ops, dy, ops.constant(ones), Optional.of(ones));
  }
}

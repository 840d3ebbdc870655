package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;

/**
 * The window of a convolution or pooling with random attributes, on an input that it fits into.
 *
 * @param kernel extents of the window, 1 to 4
 * @param strides 1 to 3
 * @param dilations 1 to 2; only 1 with automatic padding, where ONNX Runtime supports nothing else
 * @param pads 0 to 2 at either end, and less than the window's extent
 * @param autoPad NOTSET, VALID, SAME_UPPER or SAME_LOWER
 * @param input spatial extents of the input
 */
record RandomWindow(
    long[] kernel, long[] strides, long[] dilations, long[] pads, String autoPad, long[] input) {

  static RandomWindow of(Samples samples, int rank) {
    String[] modes = {"NOTSET", "NOTSET", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"};
    String mode = modes[samples.integer(0, modes.length - 1)];
    long[] kernel = new long[rank];
    long[] strides = new long[rank];
    long[] dilations = new long[rank];
    long[] pads = new long[2 * rank];
    long[] input = new long[rank];
    for (int i = 0; i < rank; i++) {
      kernel[i] = samples.integer(1, rank == 3 ? 3 : 4);
      strides[i] = samples.integer(1, 3);
      dilations[i] = mode.equals("NOTSET") ? samples.integer(1, 2) : 1;
      pads[i] = Math.min(kernel[i] - 1, samples.integer(0, 2));
      pads[rank + i] = Math.min(kernel[i] - 1, samples.integer(0, 2));
      input[i] = dilations[i] * (kernel[i] - 1) + 1 + samples.integer(0, rank == 3 ? 3 : 6);
    }
    return new RandomWindow(kernel, strides, dilations, pads, mode, input);
  }

  /** Sets the attributes that convolutions and all poolings share. */
  GradientCheck describe(GradientCheck check) {
    check
        .attribute("kernel_shape", kernel)
        .attribute("strides", strides)
        .attribute("dilations", dilations);
    return autoPad.equals("NOTSET")
        ? check.attribute("pads", pads)
        : check.attribute("auto_pad", autoPad);
  }

  /**
   * A random ceil_mode; 0 where ONNX Runtime 1.29 infers another shape than it computes, because
   * the last window would start behind the input (and is dropped).
   */
  int ceilMode(Samples samples) {
    for (int i = 0; i < kernel.length; i++) {
      long padded = input[i] + pads[i] + pads[kernel.length + i];
      long room = padded - dilations[i] * (kernel[i] - 1) - 1;
      long lastStart = Math.floorDiv(room + strides[i] - 1, strides[i]) * strides[i];
      if (!autoPad.equals("NOTSET") || lastStart >= input[i] + pads[i]) {
        return 0;
      }
    }
    return samples.integer(0, 1);
  }

  /** A shape of these leading extents and the input's spatial ones. */
  long[] inputShape(long... leading) {
    return LongStream.concat(Arrays.stream(leading), Arrays.stream(input)).toArray();
  }

  /** A shape of these leading extents and the window's spatial ones. */
  long[] kernelShape(long... leading) {
    return LongStream.concat(Arrays.stream(leading), Arrays.stream(kernel)).toArray();
  }
}

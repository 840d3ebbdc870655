package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;

/**
 * AveragePool: every cell gets the sum of {@code dy / divisor} over the windows that it lies in.
 *
 * <p>The divisor is the number of a window's elements on cells of the input or, with
 * count_include_pad, on those and the declared padding; what ceil_mode lets hang over never counts.
 */
final class AveragePoolRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Node node = context.node();
    long[] kernel = node.intsAttribute("kernel_shape").orElseThrow();
    Shape input = context.inputShape(0);
    Shape output = context.outputShape(0);
    Window window = Window.of(node, kernel, input, output);
    boolean includePad = node.intAttribute("count_include_pad", 0) != 0;
    Ops ops = context.ops();
    String share = context.gradient();
    for (int i = 0; i < window.rank(); i++) {
      double[] inverse = inverseCounts(window, i, input, output, includePad);
      long[] dims = onAxis(inverse.length, window.rank() - i);
      share = ops.mul(share, ops.constant(Tensor.of(inverse, dims).as(ops.type())));
    }
    context.accumulate(0, new WindowSum(window, input, output).inputGradient(ops, share));
  }

  private static long[] onAxis(long size, int axesToTheEnd) {
    long[] dims = new long[axesToTheEnd];
    Arrays.fill(dims, 1);
    dims[0] = size;
    return dims;
  }

  /** One over the number of elements that count, for every window along one spatial axis. */
  private static double[] inverseCounts(
      Window window, int i, Shape input, Shape output, boolean includePad) {
    long first = includePad ? -window.begin(i) : 0;
    long stop = input.dim(2 + i) + (includePad ? window.end(i) : 0);
    double[] inverse = new double[(int) output.dim(2 + i)];
    for (int o = 0; o < inverse.length; o++) {
      long count = 0;
      for (long k = 0; k < window.kernel()[i]; k++) {
        long cell = o * window.strides()[i] - window.begin(i) + k * window.dilations()[i];
        count += cell >= first && cell < stop ? 1 : 0;
      }
      inverse[o] = 1.0 / Math.max(1, count);
    }
    return inverse;
  }
}

package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * AveragePool: every cell gets the sum of {@code dy / divisor} over the windows that it lies in.
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
      double[] inverse = window.inverseCounts(i, input, output, includePad);
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
}

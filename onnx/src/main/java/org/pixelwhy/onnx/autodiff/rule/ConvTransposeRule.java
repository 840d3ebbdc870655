package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/**
 * ConvTranspose, the transpose of a convolution from its output to its input: {@code dx = W * dy},
 * dW is that convolution's with x and dy in each other's place, {@code db = sum(dy)}.
 */
final class ConvTransposeRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    String dy = context.gradient();
    Convolution convolution = convolution(context);
    if (context.needs(0)) {
      context.accumulate(0, convolution.apply(ops, dy, context.input(1)));
    }
    if (context.needs(1)) {
      context.accumulate(1, new KernelGradient(ops, convolution).append(dy, context.input(0)));
    }
    if (context.needs(2)) {
      context.accumulate(2, new PerChannel(context.outputShape(0)).sum(ops, dy));
    }
  }

  private static Convolution convolution(RuleContext context) {
    Shape input = context.inputShape(0);
    Shape output = context.outputShape(0);
    long[] weight = context.inputShape(1).dims();
    long[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    Window window = Window.transposed(context.node(), kernel, input, output);
    return new Convolution(window, context.node().intAttribute("group", 1), output, input);
  }
}

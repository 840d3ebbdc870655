package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.ConcatPart;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.DataType;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;

/**
 * Conv: {@code dx = W^T * dy}, {@code dW = sum over batch and windows of dy * x}, {@code db =
 * sum(dy)}.
 */
final class ConvRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    String dy = context.gradient();
    Convolution convolution = convolution(context);
    Optional<ConcatPart> part = context.neededPart(0).filter(p -> convolution.groups() == 1);
    if (part.isPresent()) {
      context.accumulate(part.get().tensor(), partGradient(context, convolution, part.get()));
    } else if (context.needs(0) && !skipsResize(context, convolution)) {
      context.accumulate(
          0, convolution.inputGradient(ops, dy, context.input(1), context.constant(1)));
    }
    if (context.needs(1)) {
      context.accumulate(1, new KernelGradient(ops, convolution).append(context.input(0), dy));
    }
    if (context.needs(2)) {
      context.accumulate(2, new PerChannel(context.outputShape(0)).sum(ops, dy));
    }
  }

  /** Passes the gradient on to what a Resize enlarged, where that is cheaper in one step. */
  private static boolean skipsResize(RuleContext context, Convolution convolution) {
    Optional<Tensor> weight = context.constant(1);
    Optional<RuleContext> resize = context.absorbed(0, ResizeRule.class);
    Optional<UpsampledConvolution> both =
        resize.flatMap(made -> UpsampledConvolution.of(convolution, made, weight));
    both.ifPresent(
        step ->
            resize
                .orElseThrow()
                .accumulate(
                    0,
                    step.inputGradient(context.ops(), context.gradient(), weight.orElseThrow())));
    return both.isPresent();
  }

  /**
   * The gradient of some of the input's channels: that of a convolution with their weights only.
   */
  private static String partGradient(
      RuleContext context, Convolution convolution, ConcatPart part) {
    Ops ops = context.ops();
    Optional<Tensor> weight =
        context
            .constant(1)
            .filter(value -> value.type() == DataType.FLOAT)
            .map(value -> FlippedWeight.channels(value, part.start(), part.end()));
    String name =
        weight
            .map(ops::constant)
            .orElseGet(() -> ops.slice(context.input(1), 1, part.start(), part.end()));
    return convolution
        .ofChannels(part.end() - part.start())
        .inputGradient(ops, context.gradient(), name, weight);
  }

  private static Convolution convolution(RuleContext context) {
    Shape input = context.inputShape(0);
    Shape output = context.outputShape(0);
    long[] weight = context.inputShape(1).dims();
    long[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    Window window = Window.of(context.node(), kernel, input, output);
    return new Convolution(window, context.node().intAttribute("group", 1), input, output);
  }
}

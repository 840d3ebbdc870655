package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.ConcatPart;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Conv: {@code dx = W^T * dy}, {@code dW = sum over batch and windows of dy * x}, {@code db =
 * sum(dy)}.
 */
final class ConvRule implements GradientRule {
  private final long block;

  /** In the plain layout. */
  ConvRule() {
    this(0);
  }

  /** To be brought into the layout with so many channels side by side. */
  ConvRule(long block) {
    this.block = block;
  }

  @Override
  public void differentiate(RuleContext context) {
    Convolution convolution = convolution(context);
    Optional<UpsampledConvolution> upsampled = UpsampledConvolution.of(convolution, context);
    if (context.needs(0)) {
      inputGradient(context, convolution, upsampled);
    }
    if (context.needs(1)) {
      context.accumulate(1, weightGradient(context, convolution, upsampled));
    }
    if (context.needs(2)) {
      PerChannel channels = new PerChannel(context.outputShape(0));
      context.accumulate(2, channels.sum(context.ops(), context.gradient()));
    }
  }

  private static void inputGradient(
      RuleContext context, Convolution convolution, Optional<UpsampledConvolution> upsampled) {
    Optional<MixedResize> mixed = MixedResize.of(convolution, context);
    Optional<ConcatPart> part = context.neededPart(0).filter(p -> convolution.groups() == 1);
    if (part.isPresent()) {
      context.accumulate(part.get().tensor(), partGradient(context, convolution, part.get()));
    } else if (upsampled.isPresent()) {
      upsampled.get().resize().accumulate(0, upsampled.get().inputGradient(context));
    } else if (mixed.isPresent()) {
      mixed.get().resize().accumulate(0, mixed.get().inputGradient(context));
    } else {
      String dy = context.gradient();
      Optional<Tensor> weight = context.constant(1);
      context.accumulate(0, convolution.inputGradient(context.ops(), dy, context.input(1), weight));
    }
  }

  private String weightGradient(
      RuleContext context, Convolution convolution, Optional<UpsampledConvolution> upsampled) {
    Ops ops = context.ops();
    if (block == 0 || !ImageKernels.serves(convolution, block)) {
      return new KernelGradient(ops, convolution).append(context.input(0), context.gradient());
    }
    return upsampled
        .filter(step -> convolution.input().dim(1) % block == 0)
        .map(step -> step.weightGradient(context))
        .orElseGet(
            () -> new ImageKernels(ops, convolution).append(context.input(0), context.gradient()));
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
            .map(
                value ->
                    value.derived(
                        "channels " + part.start() + " to " + part.end(),
                        known -> FlippedWeight.channels(known, part.start(), part.end())));
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

package org.pixelwhy.onnx.autodiff.rule;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The gradients of a convolution of what was enlarged by repeating each cell, in one step from what
 * was there before.
 *
 * <p>Summing the convolution's input gradient over blocks of {@code f} cells is convolving with the
 * kernels summed over {@code f} shifts, at every f-th place: {@code ((k + f - 1) / (f k))^2} of the
 * products. For 3x3 kernels and a factor of 2 this is 0.44 of them, and half of the time. The
 * gradient of the summed kernels costs as little, and gives that of the kernels.
 *
 * @param convolution the convolution, of the enlarged shape
 * @param resize the context of the node that enlarges
 * @param factors by which rows and columns are repeated
 */
record UpsampledConvolution(Convolution convolution, RuleContext resize, long[] factors) {
  /**
   * The convolution of a context, if something enlarged its input for it alone, and one step is
   * possible and pays: of images, stride and dilation 1, not in groups.
   */
  static Optional<UpsampledConvolution> of(Convolution convolution, RuleContext context) {
    Window window = convolution.window();
    boolean suits =
        window.rank() == 2
            && convolution.groups() == 1
            && window.hasStrideOne()
            && Arrays.stream(window.dilations()).allMatch(dilation -> dilation == 1)
            && !convolution.isNarrow();
    return context
        .absorbed(0, ResizeRule.class)
        .filter(resize -> suits)
        .flatMap(resize -> of(convolution, resize, ResizeRule.blocks(resize)))
        .filter(UpsampledConvolution::pays);
  }

  private static Optional<UpsampledConvolution> of(
      Convolution convolution, RuleContext resize, Optional<long[]> blocks) {
    return blocks
        .filter(by -> by[0] == 1 && by[1] == 1)
        .map(by -> new UpsampledConvolution(convolution, resize, new long[] {by[2], by[3]}));
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

  /** Appends the gradient of what was enlarged, from the context of the convolution. */
  String inputGradient(RuleContext context) {
    Ops ops = context.ops();
    String kernels =
        context
            .constant(1)
            .filter(value -> value.type() == DataType.FLOAT)
            .map(value -> ops.constant(value.derived(derivation(), this::summedFlipped)))
            .orElseGet(() -> summed(ops, context.input(1)));
    long[] pads = {before(0), before(1), behind(0), behind(1)};
    return ops.op("Conv", Map.of("strides", factors, "pads", pads), context.gradient(), kernels);
  }

  /** Kernels depend on how much was enlarged, and on nothing else but the weight. */
  private String derivation() {
    return "flipped and summed by " + Arrays.toString(factors);
  }

  private Tensor summedFlipped(Tensor weight) {
    return summed(FlippedWeight.flip(weight, 1));
  }

  /** Appends the gradient of the weight, [M,C,k,k'], from the context of the convolution. */
  String weightGradient(RuleContext context) {
    Ops ops = context.ops();
    String dy =
        ops.pad(
            context.gradient(),
            new long[] {0, 0, before(0), before(1)},
            new long[] {0, 0, behind(0), behind(1)});
    String sums = ImageKernels.correlate(ops, dy, resize.input(0), Map.of("dilations", factors));
    long[] kernel = convolution.window().kernel();
    List<String> shifts = new ArrayList<>();
    for (long i = 0; i < factors[0]; i++) {
      for (long j = 0; j < factors[1]; j++) {
        String rows = ops.slice(sums, 2, i, i + kernel[0]);
        shifts.add(ops.slice(rows, 3, j, j + kernel[1]));
      }
    }
    return ops.reverse(ops.sum(shifts), 2, 3);
  }

  /** The same sum as nodes, for weights that are known only when the graph runs. */
  private String summed(Ops ops, String weight) {
    String flipped = FlippedWeight.of(ops, weight, convolution.weightShape(), 1, Optional.empty());
    List<String> shifts = new ArrayList<>();
    for (long i = 0; i < factors[0]; i++) {
      for (long j = 0; j < factors[1]; j++) {
        long[] after = {0, 0, factors[0] - 1 - i, factors[1] - 1 - j};
        shifts.add(ops.pad(flipped, new long[] {0, 0, i, j}, after));
      }
    }
    return ops.sum(shifts);
  }

  /** Kernels [M,C,k,k'] as the sum of their shifts, [M,C,k+f-1,k'+f'-1]. */
  private Tensor summed(Tensor kernels) {
    int down = (int) factors[0];
    int across = (int) factors[1];
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

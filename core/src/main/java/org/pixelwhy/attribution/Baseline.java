package org.pixelwhy.attribution;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** An image without what is to be explained, which the explained image is compared with. */
public sealed interface Baseline {
  /** All zeros, after preprocessing. */
  Baseline ZERO = new Constant(0);

  /**
   * The baseline of an image.
   *
   * @param image the network's input {@code [1,C,H,W]}
   */
  Tensor of(Tensor image);

  /**
   * Appends the baseline to a graph; gives its name.
   *
   * @param image name of the network's input
   * @param shape of the input
   */
  String append(Ops ops, String image, Shape shape);

  /** One value everywhere, after preprocessing. */
  record Constant(float value) implements Baseline {
    public Constant {
      if (!Float.isFinite(value)) {
        throw new InputException("illegal baseline value: " + value + ", must be a finite number");
      }
    }

    @Override
    public Tensor of(Tensor image) {
      float[] values = new float[image.size()];
      Arrays.fill(values, value);
      return Tensor.of(values, image.shape().dims());
    }

    @Override
    public String append(Ops ops, String image, Shape shape) {
      return ops.filled(shape, value);
    }
  }

  /** Each channel's mean over the image. */
  record Mean() implements Baseline {
    @Override
    public Tensor of(Tensor image) {
      float[] values = image.toFloats();
      int area = values.length / (int) image.shape().dim(1);
      for (int start = 0; start < values.length; start += area) {
        double sum = 0;
        for (int i = start; i < start + area; i++) {
          sum += values[i];
        }
        Arrays.fill(values, start, start + area, (float) (sum / area));
      }
      return Tensor.of(values, image.shape().dims());
    }

    @Override
    public String append(Ops ops, String image, Shape shape) {
      long[] spatial = LongStream.range(2, shape.rank()).toArray();
      double positions = (double) shape.size() / (shape.dim(0) * shape.dim(1));
      String mean = ops.scale(ops.reduceSum(image, true, spatial), 1 / positions);
      return ops.expand(mean, shape);
    }
  }

  /**
   * The image after a Gaussian blur, cut off at three standard deviations; beyond its edges the
   * image is continued by its outermost values.
   *
   * @param sigma standard deviation in pixels
   */
  record Blurred(double sigma) implements Baseline {
    public Blurred {
      if (!(sigma > 0 && sigma <= 1000)) {
        throw new InputException(
            Text.format(
                "illegal blur of the baseline: %s pixels, must be above 0 and at most 1000",
                sigma));
      }
    }

    @Override
    public Tensor of(Tensor image) {
      Shape shape = image.shape();
      double[] values = image.toDoubles();
      for (int axis = 2; axis < shape.rank(); axis++) {
        values = blur(values, shape, axis);
      }
      float[] rounded = new float[values.length];
      for (int i = 0; i < rounded.length; i++) {
        rounded[i] = (float) values[i];
      }
      return Tensor.of(rounded, shape.dims());
    }

    private double[] blur(double[] values, Shape shape, int axis) {
      double[] kernel = kernel();
      int radius = kernel.length / 2;
      int length = (int) shape.dim(axis);
      int stride = 1;
      for (int i = axis + 1; i < shape.rank(); i++) {
        stride *= (int) shape.dim(i);
      }
      double[] blurred = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        int at = i / stride % length;
        for (int k = -radius; k <= radius; k++) {
          int from = Math.max(0, Math.min(length - 1, at + k));
          blurred[i] += kernel[k + radius] * values[i + (from - at) * stride];
        }
      }
      return blurred;
    }

    @Override
    public String append(Ops ops, String image, Shape shape) {
      long planes = shape.dim(0) * shape.dim(1);
      double[] kernel = kernel();
      // Channels as a batch: each is blurred by itself.
      String blurred = ops.reshape(image, shape.with(0, planes).with(1, 1));
      for (int axis = 2; axis < shape.rank(); axis++) {
        long radius = kernel.length / 2;
        String padded =
            ops.op(
                "Pad",
                Map.of("mode", "edge"),
                blurred,
                ops.longs(radius, radius),
                "",
                ops.longs(axis));
        long[] dims = LongStream.generate(() -> 1).limit(shape.rank()).toArray();
        dims[axis] = kernel.length;
        blurred = ops.op("Conv", padded, ops.constant(Tensor.of(kernel, dims).as(ops.type())));
      }
      return ops.reshape(blurred, shape);
    }

    private double[] kernel() {
      int radius = (int) Math.ceil(3 * sigma);
      double[] kernel = new double[2 * radius + 1];
      Arrays.setAll(kernel, k -> Math.exp(-(k - radius) * (k - radius) / (2 * sigma * sigma)));
      double sum = Arrays.stream(kernel).sum();
      return Arrays.stream(kernel).map(weight -> weight / sum).toArray();
    }
  }

  /** A given network input. */
  record Given(Tensor input) implements Baseline {
    @Override
    public Tensor of(Tensor image) {
      requireShape(image.shape());
      return input;
    }

    private void requireShape(Shape image) {
      if (!input.shape().equals(image)) {
        throw new InputException(
            Text.format(
                "the baseline has shape %s, the image %s; give one of the image's shape",
                input.shape(), image));
      }
    }

    @Override
    public String append(Ops ops, String image, Shape shape) {
      requireShape(shape);
      return ops.constant(input.as(ops.type()));
    }
  }
}

package org.pixelwhy.attribution;

import java.util.Arrays;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;

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
  }

  /** A given network input. */
  record Given(Tensor input) implements Baseline {
    @Override
    public Tensor of(Tensor image) {
      if (!input.shape().equals(image.shape())) {
        throw new InputException(
            "the baseline has shape %s, the image %s; give one of the image's shape"
                .formatted(input.shape(), image.shape()));
      }
      return input;
    }
  }
}

package org.pixelwhy.attribution.gradient;

import java.util.List;
import java.util.Random;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** What {@link SmoothGrad} adds to the image. */
public sealed interface Noise {
  /** Number of noisy images. */
  int samples();

  /** The image with noise number {@code i} added. */
  Tensor addTo(Tensor image, int i);

  /**
   * Independent normal noise at every element.
   *
   * @param samples number of noisy images
   * @param level standard deviation, as a share of the image's range (greatest minus least value)
   * @param seed of the random numbers
   */
  record Gaussian(int samples, double level, long seed) implements Noise {
    public Gaussian {
      if (samples < 1) {
        throw new InputException("illegal number of samples: " + samples + ", must be at least 1");
      }
      if (!(level >= 0) || Double.isInfinite(level)) {
        throw new InputException(
            Text.format(
                "illegal noise level: %s, must be a number from 0; the paper advises 0.1 to 0.2",
                level));
      }
    }

    @Override
    public Tensor addTo(Tensor image, int i) {
      float[] values = image.toFloats();
      float least = Float.POSITIVE_INFINITY;
      float greatest = Float.NEGATIVE_INFINITY;
      for (float value : values) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
      double sigma = level * ((double) greatest - least);
      // A stream of its own for every sample, so that more samples do not change the first ones.
      Random random = new Random(seed + i * 0x9E3779B97F4A7C15L);
      for (int k = 0; k < values.length; k++) {
        values[k] += (float) (sigma * random.nextGaussian());
      }
      return Tensor.of(values, image.shape().dims());
    }
  }

  /**
   * Given noise.
   *
   * @param tensors added as they are; each of the image's shape
   */
  record Given(List<Tensor> tensors) implements Noise {
    public Given {
      tensors = List.copyOf(tensors);
      if (tensors.isEmpty()) {
        throw new InputException("no noise is given; give at least one tensor");
      }
    }

    @Override
    public int samples() {
      return tensors.size();
    }

    @Override
    public Tensor addTo(Tensor image, int i) {
      Tensor noise = tensors.get(i);
      if (!noise.shape().equals(image.shape())) {
        throw new InputException(
            Text.format(
                "noise %d has shape %s, the image %s; give noise of the image's shape",
                i, noise.shape(), image.shape()));
      }
      float[] values = image.toFloats();
      float[] added = noise.toFloats();
      for (int k = 0; k < values.length; k++) {
        values[k] += added[k];
      }
      return Tensor.of(values, image.shape().dims());
    }
  }
}

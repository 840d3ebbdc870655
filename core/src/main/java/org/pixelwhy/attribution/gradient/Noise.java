package org.pixelwhy.attribution.gradient;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** What {@link SmoothGrad} adds to the image. */
public sealed interface Noise {
  /** Whose greatest minus least value noise is a share of. */
  enum Range {
    /** The whole image's, as the paper has it. */
    IMAGE,
    /** Each channel's own: after preprocessing one may be spread much wider than another. */
    CHANNEL
  }

  /** Number of noisy images. */
  int samples();

  /** The image with noise number {@code i} added. */
  Tensor addTo(Tensor image, int i);

  /**
   * Independent normal noise at every element.
   *
   * @param samples number of noisy images
   * @param level standard deviation, as a share of the range
   * @param range of which values
   * @param seed of the random numbers
   */
  record Gaussian(int samples, double level, Range range, long seed) implements Noise {
    /** Of the range of the whole image. */
    public Gaussian(int samples, double level, long seed) {
      this(samples, level, Range.IMAGE, seed);
    }

    public Gaussian {
      Objects.requireNonNull(range, "range");
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
      int together = range == Range.IMAGE ? values.length : channel(image);
      double sigma = 0;
      // A stream of its own for every sample, so that more samples do not change the first ones.
      Random random = new Random(seed + i * 0x9E3779B97F4A7C15L);
      for (int k = 0; k < values.length; k++) {
        // The values of a range are read before the first of them is changed.
        sigma = k % together == 0 ? level * extent(values, k, together) : sigma;
        values[k] += (float) (sigma * random.nextGaussian());
      }
      return Tensor.of(values, image.shape().dims());
    }
  }

  private static int channel(Tensor image) {
    return image.size() / Math.toIntExact(image.shape().dim(0) * image.shape().dim(1));
  }

  private static double extent(float[] values, int from, int count) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int k = from; k < from + count; k++) {
      least = Math.min(least, values[k]);
      greatest = Math.max(greatest, values[k]);
    }
    return (double) greatest - least;
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

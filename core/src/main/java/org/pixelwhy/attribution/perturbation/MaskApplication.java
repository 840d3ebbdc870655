package org.pixelwhy.attribution.perturbation;

import java.util.function.Function;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.tensor.Tensor;

/** What becomes of the preprocessed image where a shape covers it, and where none does. */
public interface MaskApplication {
  /**
   * Prepares for one image.
   *
   * @param image the network's input {@code [1,C,H,W]}
   */
  Covering of(Tensor image);

  /** In words; the same for all that do the same. */
  default String description() {
    return getClass().getName();
  }

  /** Covers places of one image. */
  @FunctionalInterface
  interface Covering {
    /** The new values of the covered pixels (numbered in C order) of a channel, in their order. */
    float[] covered(int channel, int[] pixels);

    /** The new value where nothing is covered. */
    default float bare(float value) {
      return value;
    }
  }

  /** One that is made of a function. */
  record Described(String description, Function<Tensor, Covering> preparation)
      implements MaskApplication {
    @Override
    public Covering of(Tensor image) {
      return preparation.apply(image);
    }

    @Override
    public String toString() {
      return description;
    }
  }

  /** What is covered takes the values of a baseline: one value, the channel's mean, a blur. */
  static MaskApplication by(Baseline baseline) {
    return new Described(
        baseline.toString(), image -> picking(baseline.of(image).toFloats(), image));
  }

  private static Covering picking(float[] values, Tensor image) {
    int area = values.length / (int) image.shape().dim(1);
    return (channel, pixels) -> {
      float[] covered = new float[pixels.length];
      for (int i = 0; i < covered.length; i++) {
        covered[i] = values[channel * area + pixels[i]];
      }
      return covered;
    };
  }

  /** One value for all that is covered. */
  static MaskApplication fill(float fill) {
    return by(new Baseline.Constant(fill));
  }

  /** What is covered takes the mean of what is around it. */
  static MaskApplication localMean() {
    return new Described("local mean", LocalMean::new);
  }

  /** {@code min(x, 0)} for what is covered. */
  static MaskApplication darken() {
    return new Described("darken", image -> picking(atMost(0, image), image));
  }

  /**
   * {@code min(x, mask)} with a mask of 0 inside and 1 outside, as the original implementation has
   * it: everything else is cut off at 1.
   */
  static MaskApplication minimum() {
    return new Described("minimum", image -> clipping(picking(atMost(0, image), image)));
  }

  private static Covering clipping(Covering inside) {
    return new Covering() {
      @Override
      public float[] covered(int channel, int[] pixels) {
        return inside.covered(channel, pixels);
      }

      @Override
      public float bare(float value) {
        return Math.min(value, 1);
      }
    };
  }

  private static float[] atMost(float most, Tensor image) {
    float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(values[i], most);
    }
    return values;
  }
}

package org.pixelwhy.study.noise;

import java.util.Random;
import org.pixelwhy.image.Image;

/** A picture with noise, of which every pixel has its own strength. */
final class NoisedPicture {
  private NoisedPicture() {}

  /**
   * Adds noise, the same to all channels, and keeps values in the picture's range.
   *
   * @param deviation of each pixel, in the picture's values
   */
  static Image of(Image picture, double[] deviation, long seed) {
    Random random = new Random(seed);
    double[] noise = new double[deviation.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = deviation[i] * random.nextGaussian();
    }
    float[] values = picture.values();
    float[] noised = new float[values.length];
    for (int i = 0; i < noised.length; i++) {
      double value = values[i] + noise[i % noise.length];
      noised[i] = (float) Math.max(0, Math.min(picture.range(), value));
    }
    return picture.with(picture.channels(), noised);
  }
}

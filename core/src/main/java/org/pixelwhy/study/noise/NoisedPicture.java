package org.pixelwhy.study.noise;

import java.util.Arrays;
import java.util.Random;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Resampling;

/** A picture with noise, of which every pixel has its own strength. */
final class NoisedPicture {
  private NoisedPicture() {}

  /**
   * A picture with noise whose deviation is given for each pixel of the network's input, in the
   * input's values.
   */
  static Image of(
      Image picture, Geometry geometry, Grid deviation, PictureValues values, long seed) {
    return of(picture, deviation(geometry, deviation, values), seed);
  }

  /** The deviation of each pixel of the picture, in its own values. */
  static double[] deviation(Geometry geometry, Grid deviation, PictureValues values) {
    float[] onImage = geometry.toImage(deviation, Resampling.BILINEAR).values();
    double gain = values.gain();
    double[] ofPicture = new double[onImage.length];
    Arrays.setAll(ofPicture, i -> gain == 0 ? 0 : onImage[i] / gain);
    return ofPicture;
  }

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
    double low = 0;
    double high = picture.range();
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float[] noised = new float[values.length];
    for (int i = 0; i < noised.length; i++) {
      double value = values[i] + noise[i % noise.length];
      noised[i] = (float) Math.max(low, Math.min(high, value));
    }
    return picture.with(picture.channels(), noised);
  }
}

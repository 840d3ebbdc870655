package org.pixelwhy.data.synthetic;

import java.util.Random;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Resampling;

/** Random textures with a mean of about 0 and a standard deviation of about 1. */
final class Texture {
  private Texture() {}

  /** Each pixel by itself. */
  static float[] noise(int size, Random random) {
    float[] values = new float[size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /**
   * Patches of about a width: random numbers on a coarse grid, linear between.
   *
   * @param patch distance of the grid's points in pixels
   */
  static float[] patches(int size, double patch, Random random) {
    int coarse = Math.max(2, (int) Math.round(size / patch));
    Grid points = new Grid(coarse, coarse, noise(coarse, random));
    return scaled(Resampling.BILINEAR.resize(points, size, size).values());
  }

  /** Patches of several widths, the coarse ones stronger, as in clouds. */
  static float[] clouds(int size, double patch, Random random) {
    float[] sum = new float[size * size];
    double weight = 1;
    for (double width = patch; width >= 2; width /= 2) {
      float[] octave = patches(size, width, random);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) (weight * octave[i]);
      }
      weight /= 2;
    }
    return scaled(sum);
  }

  private static float[] scaled(float[] values) {
    double mean = 0;
    double squares = 0;
    for (float value : values) {
      mean += value;
      squares += (double) value * value;
    }
    mean /= values.length;
    double deviation = Math.sqrt(squares / values.length - mean * mean);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((values[i] - mean) / deviation);
    }
    return values;
  }
}

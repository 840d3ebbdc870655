package org.pixelwhy.data.synthetic;

import java.util.Random;
import org.pixelwhy.image.Image;

/**
 * A picture like one of cell nuclei under a fluorescence microscope: bright round blobs of several
 * sizes, uneven illumination, noise.
 */
public final class BlobImage {
  private static final int BLOBS = 28;
  private static final int MARGIN = 12;

  private BlobImage() {}

  /** A grey image of 8-bit values; the same seed gives the same image. */
  public static Image of(int height, int width, long seed) {
    Random random = new Random(seed);
    double[] light = new double[height * width];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        light[row * width + column] = 22 + 26.0 * row / height + 12.0 * column / width;
      }
    }
    for (int blob = 0; blob < BLOBS; blob++) {
      double y = MARGIN + random.nextDouble() * (height - 2 * MARGIN);
      double x = MARGIN + random.nextDouble() * (width - 2 * MARGIN);
      double radius = 4 + 4 * random.nextDouble();
      double brightness = 70 + 110 * random.nextDouble();
      add(light, width, new double[] {y, x, radius, brightness});
    }
    float[] values = new float[light.length];
    for (int i = 0; i < values.length; i++) {
      double noisy = light[i] + 6 * random.nextGaussian();
      values[i] = Math.round(Math.max(0, Math.min(255, noisy)));
    }
    return new Image(1, height, width, values, 255);
  }

  /** Adds a blob {@code [y, x, radius, brightness]} with a soft edge. */
  private static void add(double[] light, int width, double[] blob) {
    for (int i = 0; i < light.length; i++) {
      double distance = Math.hypot(i / width - blob[0], i % width - blob[1]);
      light[i] += blob[3] / (1 + Math.exp((distance - blob[2]) / 0.9));
    }
  }
}

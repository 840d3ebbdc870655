package org.pixelwhy.data.augmentation;

import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;

/**
 * Where each pixel of the changed sample comes from.
 *
 * <p>Coordinates are those of pixel centres: pixel (row, column) lies at y = row, x = column, and
 * the middle of a picture of n pixels at (n - 1) / 2.
 */
@FunctionalInterface
interface Warp {
  /** Writes y and x of the source of the pixel at a row and a column. */
  void source(int row, int column, double[] yx);

  /** The sample with its pixels taken from where this says. */
  default Sample apply(Sample sample) {
    return apply(sample, sample.image().axes());
  }

  /** The same, where the pixels lie elsewhere afterwards. */
  default Sample apply(Sample sample, Axes axes) {
    Image image = sample.image();
    int plane = image.height() * image.width();
    float[] values = new float[image.values().length];
    byte[] classes = new byte[plane];
    double[] yx = new double[2];
    for (int i = 0; i < plane; i++) {
      source(i / image.width(), i % image.width(), yx);
      double y = clamp(yx[0], image.height());
      double x = clamp(yx[1], image.width());
      classes[i] = (byte) sample.labels().at((int) (y + 0.5), (int) (x + 0.5));
      for (int channel = 0; channel < image.channels(); channel++) {
        values[channel * plane + i] = bilinear(image, channel, y, x);
      }
    }
    Image warped =
        new Image(new Field(axes, image.channels(), values, image.range(), image.notes()));
    return new Sample(sample.name(), warped, new LabelMap(axes, classes));
  }

  private static double clamp(double position, int extent) {
    return Math.max(0, Math.min(extent - 1.0, position));
  }

  private static float bilinear(Image image, int channel, double y, double x) {
    int top = (int) y;
    int left = (int) x;
    int bottom = Math.min(top + 1, image.height() - 1);
    int right = Math.min(left + 1, image.width() - 1);
    double down = y - top;
    double across = x - left;
    double above =
        (1 - across) * image.at(channel, top, left) + across * image.at(channel, top, right);
    double below =
        (1 - across) * image.at(channel, bottom, left) + across * image.at(channel, bottom, right);
    return (float) ((1 - down) * above + down * below);
  }
}

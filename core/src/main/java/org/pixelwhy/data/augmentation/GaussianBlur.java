package org.pixelwhy.data.augmentation;

import java.util.Arrays;
import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;

/**
 * The image out of focus; the labels stay.
 *
 * @param probability of the change, from 0 to 1
 * @param least standard deviation in pixels, at least 0.1
 * @param most standard deviation in pixels, at most 50
 */
public record GaussianBlur(double probability, double least, double most) implements Augmentation {
  public GaussianBlur {
    Chance.require(probability);
    Chance.requireRange("blur", least, most, 0.1, 50);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    Gaussian gaussian = new Gaussian(Chance.between(least, most, random));
    Image image = sample.image();
    int plane = image.height() * image.width();
    float[] values = new float[image.values().length];
    for (int first = 0; first < values.length; first += plane) {
      float[] channel = Arrays.copyOfRange(image.values(), first, first + plane);
      float[] blurred = gaussian.filter(channel, image.height(), image.width());
      System.arraycopy(blurred, 0, values, first, plane);
    }
    return Intensity.with(sample, values);
  }
}

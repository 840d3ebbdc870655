package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * {@code mean + c * (v - mean)}, c between two bounds, a factor as likely as its inverse.
 *
 * @param probability of the change, from 0 to 1
 * @param least factor, at least 0.1
 * @param most factor, at most 10
 */
public record Contrast(double probability, double least, double most) implements Augmentation {
  public Contrast {
    Chance.require(probability);
    Chance.requireRange("contrast", least, most, 0.1, 10);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    Intensity intensity = Intensity.of(sample.image());
    double factor = Chance.factor(least, most, random);
    double mean = intensity.mean();
    return intensity.changed(sample, value -> mean + factor * (value - mean));
  }
}

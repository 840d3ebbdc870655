package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * {@code min + (max - min) * ((v - min) / (max - min))^g}, g between two bounds, an exponent as
 * likely as its inverse; min and max are the image's own.
 *
 * @param probability of the change, from 0 to 1
 * @param least exponent, at least 0.1; below 1 brightens
 * @param most exponent, at most 10
 */
public record Gamma(double probability, double least, double most) implements Augmentation {
  public Gamma {
    Chance.require(probability);
    Chance.requireRange("gamma", least, most, 0.1, 10);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    Intensity intensity = Intensity.of(sample.image());
    double exponent = Chance.factor(least, most, random);
    double span = intensity.span();
    if (span == 0) {
      return sample;
    }
    double black = intensity.least();
    return intensity.changed(
        sample, value -> black + span * Math.pow((value - black) / span, exponent));
  }
}

package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * {@code v + b * (max - min)}, b drawn uniformly from {@code -share} to {@code share}; min and max
 * are the image's own.
 *
 * @param probability of the change, from 0 to 1
 * @param share greatest change, from 0 to 1
 */
public record Brightness(double probability, double share) implements Augmentation {
  public Brightness {
    Chance.require(probability);
    Chance.requireRange("brightness", 0, share, 0, 1);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    Intensity intensity = Intensity.of(sample.image());
    double added = Chance.between(-share, share, random) * intensity.span();
    return intensity.changed(sample, value -> value + added);
  }
}

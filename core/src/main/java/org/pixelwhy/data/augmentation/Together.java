package org.pixelwhy.data.augmentation;

import java.util.List;
import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * Several changes, one after the other, or none of them.
 *
 * @param probability of them, from 0 to 1
 * @param parts the changes; each with the probability that it has itself
 */
public record Together(double probability, List<Augmentation> parts) implements Augmentation {
  public Together {
    Chance.require(probability);
    parts = List.copyOf(parts);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    Sample changed = sample;
    for (Augmentation part : parts) {
      changed = part.apply(changed, random);
    }
    return changed;
  }
}

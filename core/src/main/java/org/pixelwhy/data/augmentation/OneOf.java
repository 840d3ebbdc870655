package org.pixelwhy.data.augmentation;

import java.util.List;
import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;
import org.pixelwhy.tensor.InputException;

/**
 * One of several changes, each as likely as the others.
 *
 * @param probability that there is one at all, from 0 to 1
 * @param choices what is drawn from; each with the probability that it has itself
 */
public record OneOf(double probability, List<Augmentation> choices) implements Augmentation {
  public OneOf {
    Chance.require(probability);
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new InputException("one of several changes: expected at least one, found none");
    }
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    return Chance.drawn(probability, random)
        ? choices.get(random.nextInt(choices.size())).apply(sample, random)
        : sample;
  }
}

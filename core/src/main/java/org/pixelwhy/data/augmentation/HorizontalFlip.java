package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * Left becomes right.
 *
 * @param probability of the change, from 0 to 1
 */
public record HorizontalFlip(double probability) implements Augmentation {
  public HorizontalFlip {
    Chance.require(probability);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    int last = sample.image().width() - 1;
    Warp warp =
        (row, column, yx) -> {
          yx[0] = row;
          yx[1] = last - column;
        };
    return warp.apply(sample, sample.image().axes().flipped(1));
  }
}

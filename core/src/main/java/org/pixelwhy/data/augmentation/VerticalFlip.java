package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * Top becomes bottom.
 *
 * @param probability of the change, from 0 to 1
 */
public record VerticalFlip(double probability) implements Augmentation {
  public VerticalFlip {
    Chance.require(probability);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    int last = sample.image().height() - 1;
    Warp warp =
        (row, column, yx) -> {
          yx[0] = last - row;
          yx[1] = column;
        };
    return warp.apply(sample, sample.image().axes().flipped(0));
  }
}

package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * A shift by parts of height and width, each drawn uniformly from {@code -share} to {@code share}
 * and rounded to whole pixels, so that nothing is blurred.
 *
 * @param probability of the change, from 0 to 1
 * @param share greatest shift as a part of the extent, from 0 to 1
 */
public record Translation(double probability, double share) implements Augmentation {
  public Translation {
    Chance.require(probability);
    Chance.requireRange("shift", 0, share, 0, 1);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    long down = Math.round(Chance.between(-share, share, random) * sample.image().height());
    long right = Math.round(Chance.between(-share, share, random) * sample.image().width());
    Warp warp =
        (row, column, yx) -> {
          yx[0] = row - down;
          yx[1] = column - right;
        };
    return warp.apply(sample);
  }
}

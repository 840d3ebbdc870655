package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * Rows become columns. A sample that is not square stays as it is, so that a batch keeps one size.
 *
 * @param probability of the change, from 0 to 1
 */
public record Transpose(double probability) implements Augmentation {
  public Transpose {
    Chance.require(probability);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    boolean drawn = Chance.drawn(probability, random);
    if (!drawn || sample.image().height() != sample.image().width()) {
      return sample;
    }
    Warp warp =
        (row, column, yx) -> {
          yx[0] = column;
          yx[1] = row;
        };
    return warp.apply(sample, sample.image().axes().transposed());
  }
}

package org.pixelwhy.data.augmentation;

import java.util.List;
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
    List<Double> spacing = sample.spacing();
    return warp.apply(
        sample, spacing.isEmpty() ? spacing : List.of(spacing.get(1), spacing.get(0)));
  }
}

package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * As if seen through a lens: a pixel at distance r from the middle, the corners at 1, comes from
 * {@code r (1 + k r^2)}, k drawn uniformly from {@code -limit} to {@code limit}: a cushion or a
 * barrel.
 *
 * @param probability of the change, from 0 to 1
 * @param limit greatest k, from 0 to 0.33, beyond which the picture would fold
 */
public record OpticalDistortion(double probability, double limit) implements Augmentation {
  public OpticalDistortion {
    Chance.require(probability);
    Chance.requireRange("distortion of the lens", 0, limit, 0, 0.33);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    double strength = Chance.between(-limit, limit, random);
    double middleY = (sample.image().height() - 1) / 2.0;
    double middleX = (sample.image().width() - 1) / 2.0;
    double corner = Math.max(1e-9, middleY * middleY + middleX * middleX);
    Warp warp =
        (row, column, yx) -> {
          double y = row - middleY;
          double x = column - middleX;
          double factor = 1 + strength * (y * y + x * x) / corner;
          yx[0] = middleY + factor * y;
          yx[1] = middleX + factor * x;
        };
    return warp.apply(sample);
  }
}

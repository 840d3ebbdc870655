package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * Enlarged or shrunk about the middle by a factor between two bounds, a factor as likely as its
 * inverse. The size in pixels stays; known millimetres change with the factor.
 *
 * @param probability of the change, from 0 to 1
 * @param least factor, at least 0.1; below 1 shrinks
 * @param most factor, at most 10
 */
public record Zoom(double probability, double least, double most) implements Augmentation {
  public Zoom {
    Chance.require(probability);
    Chance.requireRange("zoom", least, most, 0.1, 10);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    double factor = Chance.factor(least, most, random);
    double middleY = (sample.image().height() - 1) / 2.0;
    double middleX = (sample.image().width() - 1) / 2.0;
    Warp warp =
        (row, column, yx) -> {
          yx[0] = middleY + (row - middleY) / factor;
          yx[1] = middleX + (column - middleX) / factor;
        };
    return warp.apply(sample, sample.image().axes().enlarged(factor));
  }
}

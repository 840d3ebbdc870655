package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * A turn about the middle by an angle drawn uniformly from {@code -degrees} to {@code degrees};
 * pixels are taken to be square.
 *
 * @param probability of the change, from 0 to 1
 * @param degrees greatest angle, from 0 to 180
 */
public record Rotation(double probability, double degrees) implements Augmentation {
  public Rotation {
    Chance.require(probability);
    Chance.requireRange("angle", 0, degrees, 0, 180);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    double angle = Math.toRadians(Chance.between(-degrees, degrees, random));
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double middleY = (sample.image().height() - 1) / 2.0;
    double middleX = (sample.image().width() - 1) / 2.0;
    Warp warp =
        (row, column, yx) -> {
          double y = row - middleY;
          double x = column - middleX;
          yx[0] = middleY + cos * y - sin * x;
          yx[1] = middleX + sin * y + cos * x;
        };
    return warp.apply(sample);
  }
}

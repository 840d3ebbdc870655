package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;

/**
 * Rows and columns of a grid made wider or narrower: along each axis every cell is stretched by a
 * factor drawn uniformly from {@code 1 - limit} to {@code 1 + limit}, and all of them by one more,
 * so that the edges stay where they are.
 *
 * @param probability of the change, from 0 to 1
 * @param cells of the grid along each axis, from 1 to 100
 * @param limit of the stretching, from 0 to 0.9
 */
public record GridDistortion(double probability, int cells, double limit) implements Augmentation {
  public GridDistortion {
    Chance.require(probability);
    Chance.requireRange("number of cells", cells, cells, 1, 100);
    Chance.requireRange("distortion of the grid", 0, limit, 0, 0.9);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    double[] down = sources(sample.image().height(), random);
    double[] right = sources(sample.image().width(), random);
    Warp warp =
        (row, column, yx) -> {
          yx[0] = down[row];
          yx[1] = right[column];
        };
    return warp.apply(sample);
  }

  /** Where each pixel of an axis comes from. */
  private double[] sources(int extent, Random random) {
    double[] lines = new double[cells + 1];
    for (int i = 1; i <= cells; i++) {
      lines[i] = lines[i - 1] + Chance.between(1 - limit, 1 + limit, random);
    }
    double[] sources = new double[extent];
    for (int i = 0; i < extent; i++) {
      double place = extent == 1 ? 0 : (double) i / (extent - 1) * cells;
      int cell = Math.min((int) place, cells - 1);
      double within = lines[cell] + (place - cell) * (lines[cell + 1] - lines[cell]);
      sources[i] = within / lines[cells] * (extent - 1);
    }
    return sources;
  }
}

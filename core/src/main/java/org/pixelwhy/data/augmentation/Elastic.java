package org.pixelwhy.data.augmentation;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Resampling;

/**
 * As if the picture were printed on rubber: every pixel is displaced by smoothed noise.
 *
 * <p>Simard, Steinkraus, Platt: Best practices for convolutional neural networks applied to visual
 * document analysis, ICDAR 2003. Here the displacement is scaled to a standard deviation, so that
 * its size does not depend on the smoothing.
 *
 * @param probability of the change, from 0 to 1
 * @param amplitude standard deviation of the displacement along each axis in pixels, from 0 to 100
 * @param smoothness standard deviation of the smoothing in pixels, from 1 to 100
 */
public record Elastic(double probability, double amplitude, double smoothness)
    implements Augmentation {
  /** Points of the coarse grid for each standard deviation of the smoothing. */
  private static final int CELLS = 3;

  public Elastic {
    Chance.require(probability);
    Chance.requireRange("amplitude", 0, amplitude, 0, 100);
    Chance.requireRange("smoothness", 1, smoothness, 1, 100);
  }

  @Override
  public Sample apply(Sample sample, Random random) {
    if (!Chance.drawn(probability, random)) {
      return sample;
    }
    int height = sample.image().height();
    int width = sample.image().width();
    float[] down = displacement(height, width, random);
    float[] right = displacement(height, width, random);
    Warp warp =
        (row, column, yx) -> {
          yx[0] = row + down[row * width + column];
          yx[1] = column + right[row * width + column];
        };
    return warp.apply(sample);
  }

  /** Drawn and smoothed on a grid that is coarse where that makes no difference, and enlarged. */
  private float[] displacement(int height, int width, Random random) {
    int cell = Math.max(1, (int) (smoothness / CELLS));
    int rows = (height + cell - 1) / cell;
    int columns = (width + cell - 1) / cell;
    float[] noise = new float[rows * columns];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    float[] coarse = new Gaussian(smoothness / cell).filter(noise, rows, columns);
    Grid grid = Resampling.BILINEAR.resize(new Grid(rows, columns, coarse), height, width);
    float[] smooth = grid.values().clone();
    double squares = 0;
    for (float value : smooth) {
      squares += value * value;
    }
    double scale = squares == 0 ? 0 : amplitude / Math.sqrt(squares / smooth.length);
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] *= (float) scale;
    }
    return smooth;
  }
}

package org.pixelwhy.study.noise;

import java.util.SplittableRandom;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.tensor.Shape;

/** Rankings that look at no image: whatever a map says, it should say more than these. */
enum ControlMaps {
  /** A number drawn for each pixel. */
  RANDOM {
    @Override
    double value(double row, double column, SplittableRandom random) {
      return random.nextDouble();
    }
  },
  /** The nearer to the middle of the image, the more. */
  CENTRE {
    @Override
    double value(double row, double column, SplittableRandom random) {
      return 1 / (1 + Math.hypot(row, column));
    }
  };

  /**
   * The value of a pixel.
   *
   * @param row from the middle row, in pixels
   * @param column from the middle column, in pixels
   */
  abstract double value(double row, double column, SplittableRandom random);

  /** Makes its maps. */
  MapMaker maker(String name, long seed) {
    return new MapMaker() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Kind kind() {
        return Kind.CONTROL;
      }

      @Override
      public float[] values(NoiseCase at, Evaluation evaluation, NoiseQuestion question) {
        return draw(at, seed);
      }
    };
  }

  private float[] draw(NoiseCase at, long seed) {
    Shape shape = at.prepared().input().shape();
    int width = (int) shape.dim(3);
    int[] places = at.places();
    double row = 0;
    double column = 0;
    for (int place : places) {
      row += (double) (place / width) / places.length;
      column += (double) (place % width) / places.length;
    }
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + at.number());
    float[] values = new float[(int) (shape.dim(2) * shape.dim(3))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value(i / width - row, i % width - column, random);
    }
    return values;
  }
}

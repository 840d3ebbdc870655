package org.pixelwhy.radiomics.roi;

import java.util.stream.IntStream;

/**
 * Cubic splines through the values along an axis, as sums of B-splines. Beyond both ends values are
 * mirrored about the outermost one (Unser 1999).
 */
final class Spline {
  /** The filter that makes weights of B-splines of values has one pole. */
  private static final double POLE = Math.sqrt(3) - 2;

  private final int extent;
  private final double[] positions;

  /**
   * Between values at 0, 1, 2 ...
   *
   * @param extent number of values, at least 2
   * @param positions where values are wanted; those beyond the outermost take its value
   */
  Spline(int extent, double[] positions) {
    this.extent = extent;
    this.positions = positions;
  }

  /**
   * Values at the positions.
   *
   * @param inner how far two values of an axis lie apart
   */
  float[] along(float[] values, int inner) {
    int blocks = values.length / (extent * inner);
    float[] result = new float[blocks * positions.length * inner];
    IntStream.range(0, blocks * inner)
        .parallel()
        .forEach(
            line -> {
              int block = line / inner;
              int first = block * extent * inner + line % inner;
              int to = block * positions.length * inner + line % inner;
              double[] weights = new double[extent];
              for (int i = 0; i < extent; i++) {
                weights[i] = values[first + i * inner];
              }
              filter(weights);
              for (int p = 0; p < positions.length; p++) {
                result[to + p * inner] = (float) at(weights, positions[p]);
              }
            });
    return result;
  }

  /** Makes weights of values, by a sweep forth and one back. */
  private void filter(double[] line) {
    for (int i = 0; i < extent; i++) {
      line[i] *= (1 - POLE) * (1 - 1 / POLE);
    }
    // The sum over a whole period of the mirrored values.
    double power = POLE;
    double back = Math.pow(POLE, extent - 1);
    double first = line[0] + back * line[extent - 1];
    back = back * back / POLE;
    for (int i = 1; i < extent - 1; i++) {
      first += (power + back) * line[i];
      power *= POLE;
      back /= POLE;
    }
    line[0] = first / (1 - power * power);
    for (int i = 1; i < extent; i++) {
      line[i] += POLE * line[i - 1];
    }
    line[extent - 1] = POLE / (POLE * POLE - 1) * (POLE * line[extent - 2] + line[extent - 1]);
    for (int i = extent - 2; i >= 0; i--) {
      line[i] = POLE * (line[i + 1] - line[i]);
    }
  }

  private double at(double[] weights, double position) {
    double inside = Math.max(0, Math.min(extent - 1, position));
    int below = (int) inside;
    double t = inside - below;
    double u = 1 - t;
    return u * u * u / 6 * weights[mirrored(below - 1)]
        + (2.0 / 3 - t * t * (2 - t) / 2) * weights[mirrored(below)]
        + (2.0 / 3 - u * u * (2 - u) / 2) * weights[mirrored(below + 1)]
        + t * t * t / 6 * weights[mirrored(below + 2)];
  }

  private int mirrored(int i) {
    int period = 2 * (extent - 1);
    int within = Math.floorMod(i, period);
    return Math.min(within, period - within);
  }
}

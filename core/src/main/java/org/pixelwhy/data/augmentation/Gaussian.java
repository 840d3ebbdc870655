package org.pixelwhy.data.augmentation;

/**
 * A Gaussian filter, rows and columns one after the other; beyond the edge lies the edge's value.
 * Cut off at three standard deviations.
 */
public final class Gaussian {
  private final double[] weights;

  /**
   * A filter.
   *
   * @param sigma standard deviation in pixels, above 0
   */
  public Gaussian(double sigma) {
    int reach = (int) Math.ceil(3 * sigma);
    this.weights = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double distance = (i - reach) / sigma;
      weights[i] = Math.exp(-distance * distance / 2);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }

  /** A plane {@code [height, width]} filtered. */
  public float[] filter(float[] plane, int height, int width) {
    float[] across = new float[plane.length];
    for (int row = 0; row < height; row++) {
      line(plane, across, new Line(row * width, 1, width));
    }
    float[] both = new float[plane.length];
    for (int column = 0; column < width; column++) {
      line(across, both, new Line(column, width, height));
    }
    return both;
  }

  private record Line(int first, int step, int length) {}

  private void line(float[] from, float[] to, Line line) {
    int reach = weights.length / 2;
    int last = line.length() - 1;
    for (int i = 0; i <= last; i++) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        int at = Math.max(0, Math.min(last, i + k - reach));
        sum += weights[k] * from[line.first() + at * line.step()];
      }
      to[line.first() + i * line.step()] = (float) sum;
    }
  }
}

package org.pixelwhy.attribution.sufficient;

/**
 * Steps of Adam that leave no value outside of [0, 1].
 *
 * <p>Kingma, Ba: Adam: A Method for Stochastic Optimization, ICLR 2015, with its usual 0.9, 0.999
 * and 1e-8.
 */
final class Descent {
  private static final double KEPT_MEAN = 0.9;
  private static final double KEPT_SQUARE = 0.999;
  private static final double LEAST = 1e-8;

  private final double rate;
  private final double[] mean;
  private final double[] square;
  private int steps;

  /**
   * @param rate about how far a value goes in one step
   * @param size number of values
   */
  Descent(double rate, int size) {
    this.rate = rate;
    this.mean = new double[size];
    this.square = new double[size];
  }

  /**
   * Takes a step.
   *
   * @param values changed in place
   * @param moved those that may change
   */
  void step(double[] values, double[] gradient, int[] moved) {
    steps++;
    double meanShare = 1 - Math.pow(KEPT_MEAN, steps);
    double squareShare = 1 - Math.pow(KEPT_SQUARE, steps);
    for (int i : moved) {
      mean[i] += (1 - KEPT_MEAN) * (gradient[i] - mean[i]);
      square[i] += (1 - KEPT_SQUARE) * (gradient[i] * gradient[i] - square[i]);
      double size = Math.sqrt(square[i] / squareShare) + LEAST;
      values[i] = Math.max(0, Math.min(1, values[i] - rate * mean[i] / meanShare / size));
    }
  }
}

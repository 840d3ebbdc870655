package org.pixelwhy.attribution.perturbation;

/**
 * Sum and sum of squares of what single masks say, {@code v_i = score_i * mask_i}, at each pixel:
 * enough for the map {@code sum(v_i) / (N p)} and its standard error.
 */
final class Moments {
  private final double[] sums;
  private final double[] squares;
  private int count;

  Moments(int pixels) {
    this.sums = new double[pixels];
    this.squares = new double[pixels];
  }

  /** Adds a mask that has one score for all pixels. */
  void add(double score, float[] mask) {
    for (int i = 0; i < mask.length; i++) {
      double value = score * mask[i];
      sums[i] += value;
      squares[i] += value * value;
    }
    count++;
  }

  /** Adds a mask whose score at pixel i is {@code scores[which[i]]}. */
  void add(float[] scores, int[] which, float[] mask) {
    for (int i = 0; i < mask.length; i++) {
      double value = (double) scores[which[i]] * mask[i];
      sums[i] += value;
      squares[i] += value * value;
    }
    count++;
  }

  /** The map. */
  float[] map(double keep) {
    float[] map = new float[sums.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) (sums[i] / (count * keep));
    }
    return map;
  }

  /** How sure the map is, in words. */
  String describeError(double keep) {
    if (count < 2) {
      return "one mask alone gives no standard error";
    }
    double total = 0;
    double greatest = 0;
    double largest = 0;
    for (int i = 0; i < sums.length; i++) {
      double mean = sums[i] / count;
      double variance = Math.max(0, squares[i] / count - mean * mean) / (count - 1);
      double error = Math.sqrt(variance) / keep;
      total += error;
      greatest = Math.max(greatest, error);
      largest = Math.max(largest, Math.abs(mean) / keep);
    }
    return "standard error of the map: %.3g on average, %.3g at most; its largest value is %.3g"
        .formatted(total / sums.length, greatest, largest);
  }
}

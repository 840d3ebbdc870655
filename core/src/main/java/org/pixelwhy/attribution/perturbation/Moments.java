package org.pixelwhy.attribution.perturbation;

/**
 * Sum and sum of squares of what masks say, {@code v_i = score_i * mask_i}, at each pixel: enough
 * for the map {@code sum(v_i) / (N p)} and its standard error.
 *
 * <p>Masks of one group depend on each other, groups do not: the squares are those of the groups'
 * means, and the standard error is that of the mean of independent groups. A last group that is not
 * complete counts for the map only.
 */
final class Moments {
  private final int group;
  private final double[] sums;
  private final double[] squares;
  private final double[] open;
  private final ScoreSpread spread = new ScoreSpread();
  private int count;

  /**
   * @param group number of masks in a row that depend on each other
   */
  Moments(int pixels, int group) {
    this.group = group;
    this.sums = new double[pixels];
    this.squares = new double[pixels];
    this.open = new double[pixels];
  }

  /** Number of masks so far. */
  int count() {
    return count;
  }

  /** Adds a mask that has one score for all pixels. */
  void add(double score, float[] mask) {
    spread.add(score);
    if (group == 1) {
      for (int i = 0; i < mask.length; i++) {
        double value = score * mask[i];
        sums[i] += value;
        squares[i] += value * value;
      }
      count++;
      return;
    }
    for (int i = 0; i < mask.length; i++) {
      open[i] += score * mask[i];
    }
    added();
  }

  /** Adds a mask whose score at pixel i is {@code scores[which[i]]}. */
  void add(float[] scores, int[] which, float[] mask) {
    spread.add(scores);
    for (int i = 0; i < mask.length; i++) {
      open[i] += (double) scores[which[i]] * mask[i];
    }
    added();
  }

  private void added() {
    count++;
    if (count % group == 0) {
      for (int i = 0; i < open.length; i++) {
        double mean = open[i] / group;
        squares[i] += mean * mean;
        sums[i] += open[i];
        open[i] = 0;
      }
    }
  }

  /** Whether masks differ in what they say at all. */
  boolean scoresDiffer() {
    return spread.isPresent();
  }

  /** The map. */
  float[] map(double keep) {
    float[] map = new float[sums.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) ((sums[i] + open[i]) / (count * keep));
    }
    return map;
  }

  /** The map's standard error at each pixel; NaN everywhere with fewer than two groups. */
  float[] error(double keep) {
    float[] error = new float[sums.length];
    int groups = count / group;
    for (int i = 0; i < error.length; i++) {
      double mean = sums[i] / ((double) groups * group);
      double variance = Math.max(0, squares[i] / groups - mean * mean) / (groups - 1);
      error[i] = groups < 2 ? Float.NaN : (float) (Math.sqrt(variance) / keep);
    }
    return error;
  }
}

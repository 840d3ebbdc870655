package org.pixelwhy.attribution.perturbation;

/** Whether scores of masks differ by more than rounding. */
final class ScoreSpread {
  /** Differences of a smaller share of the score are lost in rounding. */
  private static final double ROUNDING = 1e-6;

  private float[] first;
  private boolean present;

  void add(double score) {
    add(new float[] {(float) score});
  }

  /** The scores that one mask has at each of several pixels. */
  void add(float[] scores) {
    if (first == null) {
      first = scores.clone();
    }
    for (int i = 0; i < scores.length && !present; i++) {
      present = Math.abs(scores[i] - first[i]) > ROUNDING * Math.abs(first[i]);
    }
  }

  boolean isPresent() {
    return present;
  }
}

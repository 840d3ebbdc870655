package org.pixelwhy.study.noise;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The least values of a map that are shown, the same for all images.
 *
 * @param least by number: from none to all pixels, and last where half of all pixels is shown
 * @param noise whether those before the last stand for noise of 0, 0.05 ... 1
 */
record Thresholds(float[] least, boolean noise) {
  /** Steps from nothing to everything. */
  static final int STEPS = 20;

  /** Number of the threshold at the median. */
  static final int HALF = STEPS + 1;

  /** Chooses those for a map. */
  static Thresholds of(MapMaker.Kind kind, PooledQuantiles values) {
    if (kind == MapMaker.Kind.NOISE) {
      float[] least = new float[HALF + 1];
      for (int k = 0; k <= STEPS; k++) {
        double b = (double) k / STEPS;
        // Values are -z: sigmoid(z) <= b where -z >= ln((1 - b) / b).
        least[k] = (float) Math.log((1 - b) / b);
      }
      least[HALF] = values.reachedBy(0.5)[0];
      return new Thresholds(least, true);
    }
    double[] shares = new double[HALF + 1];
    Arrays.setAll(shares, k -> k == HALF ? 0.5 : (double) k / STEPS);
    float[] least = values.reachedBy(shares);
    least[STEPS] = Float.NEGATIVE_INFINITY;
    return new Thresholds(least, false);
  }

  int count() {
    return least.length;
  }

  /** Whether a pixel of this value is shown at a threshold. */
  boolean shows(int threshold, float value) {
    return value >= least[threshold];
  }

  /** The noise that a threshold stands for. */
  OptionalDouble noise(int threshold) {
    return noise && threshold != HALF
        ? OptionalDouble.of((double) threshold / STEPS)
        : OptionalDouble.empty();
  }

  /** Those of some pixels that are shown. */
  int[] shown(int threshold, float[] values, int[] places) {
    int[] shown = new int[places.length];
    int count = 0;
    for (int i = 0; i < places.length; i++) {
      if (shows(threshold, values[i])) {
        shown[count++] = places[i];
      }
    }
    return Arrays.copyOf(shown, count);
  }
}

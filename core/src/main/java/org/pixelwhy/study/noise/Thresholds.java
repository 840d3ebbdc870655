package org.pixelwhy.study.noise;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.pixelwhy.study.noise.PooledQuantiles.End;

/**
 * The least values of a map that are shown, the same for all images.
 *
 * @param ends by number: from none to all pixels, and last where half of all pixels is shown; of
 *     pixels of the least value a portion is shown
 * @param noise whether those before the last stand for noise of 0, 0.05 ... 1
 */
record Thresholds(End[] ends, boolean noise) {
  /** Steps from nothing to everything. */
  static final int STEPS = 20;

  /** Number of the threshold at the median. */
  static final int HALF = STEPS + 1;

  /** Chooses those for a map. */
  static Thresholds of(MapMaker.Kind kind, PooledQuantiles values) {
    double[] shares = new double[HALF + 1];
    Arrays.setAll(shares, k -> k == HALF ? 0.5 : (double) k / STEPS);
    End[] ends = values.ends(shares);
    if (kind == MapMaker.Kind.NOISE) {
      for (int k = 0; k <= STEPS; k++) {
        double b = (double) k / STEPS;
        // Values are -z: sigmoid(z) <= b where -z >= ln((1 - b) / b).
        ends[k] = new End((float) Math.log((1 - b) / b), 1);
      }
      // As published, all that bear as much noise as the median are shown.
      ends[HALF] = new End(ends[HALF].value(), 1);
      return new Thresholds(ends, true);
    }
    return new Thresholds(ends, false);
  }

  int count() {
    return ends.length;
  }

  /**
   * Whether a pixel of this value is shown at a threshold.
   *
   * @param tie drawn for the pixel, from 0 to below 1: which of equal pixels come first
   */
  boolean shows(int threshold, float value, double tie) {
    End end = ends[threshold];
    return value > end.value() || value == end.value() && tie < end.portion();
  }

  /** The noise that a threshold stands for. */
  OptionalDouble noise(int threshold) {
    return noise && threshold != HALF
        ? OptionalDouble.of((double) threshold / STEPS)
        : OptionalDouble.empty();
  }

  /** Those of some pixels that are shown. */
  int[] shown(int threshold, float[] values, double[] ties, int[] places) {
    int[] shown = new int[places.length];
    int count = 0;
    for (int i = 0; i < places.length; i++) {
      if (shows(threshold, values[i], ties[i])) {
        shown[count++] = places[i];
      }
    }
    return Arrays.copyOf(shown, count);
  }
}

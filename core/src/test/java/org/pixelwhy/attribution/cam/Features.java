package org.pixelwhy.attribution.cam;

import java.util.Random;

/** Features for tests. */
final class Features {
  private Features() {}

  /** Standard normal values. */
  static FeatureMaps random(long seed, int features, int positions) {
    Random random = new Random(seed);
    float[] values = new float[features * positions];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new FeatureMaps(values, features, positions);
  }
}

package org.pixelwhy.overlap;

import java.util.Random;
import org.pixelwhy.image.Mask;

/** Random masks. */
final class Masks {
  private Masks() {}

  static Mask random(long seed, double share, int... extents) {
    Random random = new Random(seed);
    return Mask.of(extents, i -> random.nextDouble() < share);
  }

  /** Distance of two pixels, by the definition. */
  static double distance(int p, int q, int[] extents, double[] spacing) {
    double sum = 0;
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      double step = (p / stride % extents[axis] - q / stride % extents[axis]) * spacing[axis];
      sum += step * step;
      stride *= extents[axis];
    }
    return Math.sqrt(sum);
  }
}

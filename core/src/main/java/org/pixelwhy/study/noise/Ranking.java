package org.pixelwhy.study.noise;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Pixels by what a map says of them, the most important first. Equals come in an order drawn from a
 * seed, so that a map that says the same of all pixels does as well as chance.
 *
 * @param order numbers of pixels; not copied, must not be changed
 */
record Ranking(int[] order) {
  /**
   * Ranks the pixels at some places.
   *
   * @param values what the map says of the pixel at each place, greatest where it matters most
   * @param places numbers of the pixels
   */
  static Ranking of(float[] values, int[] places, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] ties = random.longs(places.length).toArray();
    int[] order =
        IntStream.range(0, places.length)
            .boxed()
            .sorted(
                (a, b) -> {
                  // Zero is zero, whatever its sign.
                  int byValue = Float.compare(values[b] + 0f, values[a] + 0f);
                  return byValue != 0 ? byValue : Long.compare(ties[a], ties[b]);
                })
            .mapToInt(i -> places[i])
            .toArray();
    return new Ranking(order);
  }

  /** The pixels that a share of the ranking holds, rounded to whole pixels. */
  int[] top(double share) {
    return Arrays.copyOf(order, (int) Math.round(share * order.length));
  }
}

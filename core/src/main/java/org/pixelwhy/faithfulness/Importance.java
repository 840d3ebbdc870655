package org.pixelwhy.faithfulness;

import java.util.stream.IntStream;

/** How a map's channels become one importance per pixel, by which pixels are ranked. */
public enum Importance {
  /** The greatest magnitude over channels, as maps are drawn. */
  MAGNITUDE {
    @Override
    double merge(double before, float value) {
      return Math.max(before, Math.abs(value));
    }
  },
  /** The sum over channels: what speaks against the target comes last. */
  SUM {
    @Override
    double merge(double before, float value) {
      return before + value;
    }
  };

  abstract double merge(double before, float value);

  /**
   * The numbers of all pixels in C order, the most important first, equals in their own order.
   *
   * @param map values {@code [C,pixels]}
   */
  int[] ranking(float[] map, int pixels) {
    double[] importance = new double[pixels];
    for (int i = 0; i < map.length; i++) {
      importance[i % pixels] = merge(importance[i % pixels], map[i]);
    }
    return IntStream.range(0, pixels)
        .boxed()
        .sorted((a, b) -> Double.compare(importance[b], importance[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}

package org.pixelwhy.study.noise;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Values at given ranks among very many, exact, without keeping them: they are looked through
 * twice, counted first by the upper half of their bits and then, where a wanted one lies, by the
 * lower half.
 */
final class PooledQuantiles {
  private static final int HALF = 1 << 16;

  /** Hands all values to a consumer, the same ones each time, in arrays of any length. */
  @FunctionalInterface
  interface Values {
    void each(Consumer<float[]> consumer);
  }

  private final Values values;
  private final long[] upper = new long[HALF];
  private final long count;

  PooledQuantiles(Values values) {
    this.values = values;
    values.each(
        some -> {
          for (float value : some) {
            upper[key(value) >>> 16]++;
          }
        });
    long all = 0;
    for (long bin : upper) {
      all += bin;
    }
    count = all;
  }

  /** Whole numbers, without sign, in the order of the floats. */
  private static int key(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
  }

  private static float value(int key) {
    return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
  }

  /**
   * Where a share of all values ends.
   *
   * @param value the least that is part of it; infinity for no value
   * @param portion of those equal to it that are part of the share, above 0 up to 1
   */
  record End(float value, double portion) {}

  /** Where these shares of the greatest values end. */
  End[] ends(double... shares) {
    long[] below = new long[shares.length];
    int[] bins = new int[shares.length];
    Map<Integer, long[]> lower = new TreeMap<>();
    for (int i = 0; i < shares.length; i++) {
      // Rank from the least value, from 0.
      below[i] = count - (long) Math.ceil(shares[i] * count - 1e-9);
      while (bins[i] < HALF - 1 && below[i] >= upper[bins[i]]) {
        below[i] -= upper[bins[i]++];
      }
      lower.put(bins[i], new long[HALF]);
    }
    values.each(some -> count(some, lower));
    End[] found = new End[shares.length];
    for (int i = 0; i < shares.length; i++) {
      long[] counts = lower.get(bins[i]);
      int low = 0;
      while (low < HALF && below[i] >= counts[low]) {
        below[i] -= counts[low++];
      }
      found[i] =
          low == HALF
              ? new End(Float.POSITIVE_INFINITY, 1)
              : new End(value(bins[i] << 16 | low), 1 - (double) below[i] / counts[low]);
    }
    return found;
  }

  private static void count(float[] some, Map<Integer, long[]> lower) {
    for (float value : some) {
      int key = key(value);
      long[] counts = lower.get(key >>> 16);
      if (counts != null) {
        counts[key & (HALF - 1)]++;
      }
    }
  }
}

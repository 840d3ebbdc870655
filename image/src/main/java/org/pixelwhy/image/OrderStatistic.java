package org.pixelwhy.image;

/**
 * The value at a place of sorted values, without a sorted copy: volumes are large. Counts the upper
 * half of the values' bits, then the lower half of those that share the upper one.
 */
final class OrderStatistic {
  private static final int HALF = 16;

  private OrderStatistic() {}

  /**
   * What would be at an index were the values sorted.
   *
   * @param values finite numbers
   * @param index from 0
   */
  static float of(float[] values, int index) {
    int[] counts = new int[1 << HALF];
    for (float value : values) {
      counts[sortable(value) >>> HALF]++;
    }
    int upper = 0;
    int before = 0;
    while (before + counts[upper] <= index) {
      before += counts[upper++];
    }
    counts = new int[1 << HALF];
    for (float value : values) {
      int bits = sortable(value);
      if (bits >>> HALF == upper) {
        counts[bits & 0xffff]++;
      }
    }
    int lower = 0;
    while (before + counts[lower] <= index) {
      before += counts[lower++];
    }
    int bits = upper << HALF | lower;
    return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MIN_VALUE : ~bits);
  }

  /** Bits that, read without a sign, are in the order of the numbers. */
  private static int sortable(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
  }
}

package org.pixelwhy.radiomics.intensity;

/**
 * Sorts numbers of single precision by their bits, digit by digit, in time that grows with them.
 */
final class SinglesInOrder {
  private static final int BITS = 11;
  private static final int DIGITS = 1 << BITS;

  private SinglesInOrder() {}

  /** The numbers in rising order. */
  static double[] of(double[] singles) {
    int[] keys = new int[singles.length];
    for (int i = 0; i < keys.length; i++) {
      // -0 and 0 are the same.
      int bits = Float.floatToRawIntBits((float) singles[i] + 0f);
      // So that keys, read without sign, rise as numbers do: less is more among the negative.
      keys[i] = bits ^ (bits >> 31 | Integer.MIN_VALUE);
    }
    int[] other = new int[keys.length];
    for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
      pass(keys, other, shift);
      int[] swap = keys;
      keys = other;
      other = swap;
    }
    double[] sorted = new double[keys.length];
    for (int i = 0; i < keys.length; i++) {
      int key = keys[i];
      sorted[i] = Float.intBitsToFloat(key ^ (~key >> 31 | Integer.MIN_VALUE));
    }
    return sorted;
  }

  private static void pass(int[] from, int[] to, int shift) {
    int[] places = new int[DIGITS + 1];
    for (int key : from) {
      places[(key >>> shift & DIGITS - 1) + 1]++;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      places[digit + 1] += places[digit];
    }
    for (int key : from) {
      to[places[key >>> shift & DIGITS - 1]++] = key;
    }
  }
}

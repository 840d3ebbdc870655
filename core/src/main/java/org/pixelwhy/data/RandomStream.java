package org.pixelwhy.data;

import java.util.Random;

/**
 * Random numbers that depend on a key alone, such as seed and index, so that sample 7 is the same
 * whether or not sample 6 was made before.
 *
 * <p>{@link Random} is the one generator whose algorithm Java promises to keep.
 */
public final class RandomStream {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private RandomStream() {}

  /** The generator for a key. */
  public static Random of(long... key) {
    long state = 0;
    for (long part : key) {
      state = mix(state + STEP ^ mix(part + STEP));
    }
    return new Random(state);
  }

  /** SplitMix64's finalizer (Steele, Lea, Flood 2014): near keys give unlike streams. */
  private static long mix(long bits) {
    long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}

package org.pixelwhy.attribution.perturbation;

/**
 * Random numbers by SplitMix64, written out because Java does not promise that its own generators
 * stay as they are.
 *
 * <p>Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
 */
final class SplitMix {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * @param seed one seed gives many streams
   * @param stream the stream's number; streams do not depend on each other
   */
  SplitMix(long seed, long stream) {
    this.state = mix(mix(seed + STEP) ^ mix(stream + STEP));
  }

  private static long mix(long bits) {
    long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    state += STEP;
    return (mix(state) >>> 11) * 0x1.0p-53;
  }

  /** 32 random bits. */
  int nextBits() {
    state += STEP;
    return (int) (mix(state) >>> 32);
  }

  /** Uniform in 0 .. bound-1. */
  int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }
}

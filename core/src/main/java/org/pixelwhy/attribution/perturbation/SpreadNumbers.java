package org.pixelwhy.attribution.perturbation;

/**
 * Numbers of low discrepancy for one mask of a group: over the group, each number falls once into
 * every of {@value #GROUP} equal parts of [0, 1), and each pair of neighbouring numbers once into
 * every cell of an 8 x 8 grid, and of any other grid of that many cells whose sides are powers of
 * two.
 *
 * <p>Each pair of dimensions is the two-dimensional Sobol sequence, its points shuffled and
 * scrambled (Owen) by a hash, for itself in every pair and in every group. So each number alone is
 * uniform, and groups do not depend on each other.
 *
 * <p>Burley: Practical Hash-based Owen Scrambling, Journal of Computer Graphics Techniques 9(4),
 * 2020; the hash's constants are Vegdahl's.
 */
final class SpreadNumbers {
  /** Masks in a group. */
  static final int GROUP = 64;

  private final SplitMix seeds;
  private final int index;
  private int second;
  private boolean pending;

  SpreadNumbers(long seed, int mask) {
    this.seeds = new SplitMix(seed, mask / GROUP);
    this.index = mask % GROUP;
  }

  /** Uniform in [0, 1). */
  double next() {
    if (pending) {
      pending = false;
      return uniform(second);
    }
    int point = scrambled(index, seeds.nextBits());
    int first = scrambled(Integer.reverse(point), seeds.nextBits());
    second = scrambled(sobol(point), seeds.nextBits());
    pending = true;
    return uniform(first);
  }

  private static double uniform(int bits) {
    return Integer.toUnsignedLong(bits) * 0x1.0p-32;
  }

  /** The second dimension of the Sobol sequence; the first is the reversal of the bits. */
  private static int sobol(int point) {
    int sum = 0;
    int direction = 1 << 31;
    for (int rest = point; rest != 0; rest >>>= 1) {
      sum ^= (rest & 1) == 0 ? 0 : direction;
      direction ^= direction >>> 1;
    }
    return sum;
  }

  /** Flips each bit or not, depending on the higher bits and the seed alone. */
  private static int scrambled(int bits, int seed) {
    int x = Integer.reverse(bits);
    x ^= x * 0x3d20adea;
    x += seed;
    x *= seed >>> 16 | 1;
    x ^= x * 0x05526c56;
    x ^= x * 0x53a22864;
    return Integer.reverse(x);
  }
}

package org.pixelwhy.onnx.window;

/** How many positions of a tensor there are for each one of the changed input: a/b, reduced. */
record Resolution(long a, long b) {
  static final Resolution ONE = new Resolution(1, 1);

  static Resolution of(long a, long b) {
    long divisor = gcd(a, b);
    return new Resolution(a / divisor, b / divisor);
  }

  Resolution times(long up, long down) {
    return of(Math.multiplyExact(a, up), Math.multiplyExact(b, down));
  }

  /** The least resolution of a frame's units in which every tensor's is a whole multiple. */
  Resolution common(Resolution other) {
    // gcd(a/b, c/d) = gcd(ad, cb) / bd
    return of(
        gcd(Math.multiplyExact(a, other.b), Math.multiplyExact(other.a, b)),
        Math.multiplyExact(b, other.b));
  }

  /** How many times another one this is, which must be whole. */
  long over(Resolution unit) {
    return Math.multiplyExact(a, unit.b) / Math.multiplyExact(b, unit.a);
  }

  private static long gcd(long x, long y) {
    return y == 0 ? Math.max(1, x) : gcd(y, x % y);
  }
}

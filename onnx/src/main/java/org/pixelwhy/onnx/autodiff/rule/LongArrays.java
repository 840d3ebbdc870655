package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Small arrays of axes, steps and extents. */
final class LongArrays {
  private LongArrays() {}

  static long[] filled(int length, long value) {
    long[] values = new long[length];
    Arrays.fill(values, value);
    return values;
  }

  /** 0, 1, ... */
  static long[] range(int length) {
    return LongStream.range(0, length).toArray();
  }

  static long product(long[] values, int from, int to) {
    return Arrays.stream(values, from, to).reduce(1, (a, b) -> a * b);
  }
}

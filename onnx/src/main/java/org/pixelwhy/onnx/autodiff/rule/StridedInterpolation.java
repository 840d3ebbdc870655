package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.Optional;

/**
 * The weights R of an axis that is enlarged by a whole factor f, as one kernel that moves by f:
 * {@code R[o,i] = s[o] k[o - f i + b]}. Then {@code R^T dy} is a convolution of {@code s dy} with
 * stride f.
 *
 * <p>The factors s are 1 but near the ends, where a position that has one neighbour only gives it
 * all of the weight.
 *
 * @param kernel k
 * @param stride f
 * @param begin b, the cells of the first window that lie before the axis
 * @param end the cells of the last window that lie behind it
 * @param factors s
 */
record StridedInterpolation(float[] kernel, long stride, long begin, long end, float[] factors) {
  /** Positions are computed in float, by the runtime too. */
  private static final float ROUNDING = 5e-5f;

  /** An axis that stays as it is. */
  static StridedInterpolation none(int extent) {
    return new StridedInterpolation(new float[] {1}, 1, 0, 0, ones(extent));
  }

  /**
   * What such weights are, if they are of this kind.
   *
   * @param weights R, out times in elements, row by row
   */
  static Optional<StridedInterpolation> of(float[] weights, int out, int in) {
    if (in == 0 || out % in != 0 || out == in) {
      return Optional.empty();
    }
    // Away from the ends, if there is such a place.
    int middle = in / 2;
    int first = 0;
    while (first < out && weights[first * in + middle] == 0) {
      first++;
    }
    int last = out - 1;
    while (last > first && weights[last * in + middle] == 0) {
      last--;
    }
    int stride = out / in;
    int begin = stride * middle - first;
    int span = last - first + 1;
    int end = stride * (in - 1) - begin + span - out;
    if (first == out || begin < 0 || end < 0) {
      return Optional.empty();
    }
    float[] kernel = new float[span];
    for (int k = 0; k < span; k++) {
      kernel[k] = weights[(first + k) * in + middle];
    }
    StridedInterpolation found =
        new StridedInterpolation(kernel, stride, begin, end, new float[out]);
    return Optional.of(found).filter(it -> it.explains(weights, out, in));
  }

  /** Finds the factors; whether the weights are what they should be by them. */
  private boolean explains(float[] weights, int out, int in) {
    boolean all = true;
    for (int o = 0; o < out && all; o++) {
      float sum = 0;
      float own = 0;
      for (int i = 0; i < in; i++) {
        sum += weights[o * in + i];
        own += at(o, i);
      }
      factors[o] = Math.abs(own - sum) <= ROUNDING ? 1 : sum / own;
      for (int i = 0; i < in && all; i++) {
        all = Math.abs(weights[o * in + i] - factors[o] * at(o, i)) <= ROUNDING;
      }
    }
    return all;
  }

  private float at(int o, int i) {
    long k = o - stride * i + begin;
    return k < 0 || k >= kernel.length ? 0 : kernel[(int) k];
  }

  /** Whether the factors are 1 everywhere. */
  boolean isPlain() {
    return Arrays.equals(factors, ones(factors.length));
  }

  private static float[] ones(int extent) {
    float[] ones = new float[extent];
    Arrays.fill(ones, 1);
    return ones;
  }
}

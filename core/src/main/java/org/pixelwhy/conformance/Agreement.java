package org.pixelwhy.conformance;

import java.util.Arrays;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** How far an array is from the expected one. */
public final class Agreement {
  private Agreement() {}

  /**
   * {@code max |a - e| / max |e|}; equal infinities agree, NaN never does.
   *
   * @throws InputException if the shapes differ in more than extents of one
   */
  public static double error(Tensor actual, Tensor expected) {
    return error(actual, expected, 1);
  }

  /** The same, for methods whose sign is arbitrary. */
  static double errorUpToSign(Tensor actual, Tensor expected) {
    return Math.min(error(actual, expected, 1), error(actual, expected, -1));
  }

  private static double error(Tensor actual, Tensor expected, int sign) {
    if (!Arrays.equals(squeezed(actual), squeezed(expected))) {
      throw new InputException(
          Text.format("gave shape %s, expected %s", actual.shape(), expected.shape()));
    }
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.get(i);
      double a = sign * actual.get(i);
      largest = Double.isFinite(e) ? Math.max(largest, Math.abs(e)) : largest;
      double difference = a == e ? 0 : Math.abs(a - e);
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst == 0 ? 0 : worst / largest;
  }

  private static long[] squeezed(Tensor tensor) {
    return Arrays.stream(tensor.shape().dims()).filter(d -> d != 1).toArray();
  }
}

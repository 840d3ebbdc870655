package org.pixelwhy.onnx.autodiff;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Random tensors of doubles from a seed, kept away from the kinks of what they are fed to. */
public final class Samples {
  private final Random random;

  public Samples(long seed) {
    this.random = new Random(seed);
  }

  public Random random() {
    return random;
  }

  /** Standard normal. */
  public Tensor normal(long... dims) {
    return fill(i -> random.nextGaussian(), dims);
  }

  public Tensor uniform(double low, double high, long... dims) {
    return fill(i -> low + (high - low) * random.nextDouble(), dims);
  }

  /** Of either sign, of magnitude 0.2 to 2: away from the kink that many functions have at zero. */
  public Tensor awayFromZero(long... dims) {
    return fill(i -> (random.nextBoolean() ? 1 : -1) * (0.2 + 1.8 * random.nextDouble()), dims);
  }

  /** A random order of numbers 0.1 apart around zero: no two are near each other, for maxima. */
  public Tensor distinct(long... dims) {
    int size = (int) Shape.of(dims).size();
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      values[i] = values[other];
      values[other] = 0.1 * (i - size / 2.0) + 0.03;
    }
    return Tensor.of(values, dims);
  }

  /** A whole number from low to high, both included. */
  public int integer(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** The extents in a text such as {@code 2,3,4}; none in an empty text. */
  public static long[] dims(String text) {
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }

  private static Tensor fill(IntToDoubleFunction value, long... dims) {
    double[] values = new double[(int) Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return Tensor.of(values, dims);
  }
}

package org.pixelwhy.model.card;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** What the steps share: checks of their parameters. */
final class StepNumbers {
  private StepNumbers() {}

  /** One function for all values. */
  static float[] map(float[] values, DoubleUnaryOperator function) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) function.applyAsDouble(values[i]);
    }
    return result;
  }

  /** One number, or one per channel, as a constant {@code [1,C,1,1]}. */
  static String append(Ops ops, List<Double> numbers) {
    double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return ops.constant(Tensor.of(values, 1, values.length, 1, 1).as(ops.type()));
  }

  /** {@code a / b}, and 0 where b is 0 and so is a. */
  static String appendQuotient(Ops ops, String a, String b) {
    String constant = ops.op("Equal", b, ops.scalar(0));
    return ops.div(a, ops.where(constant, ops.scalar(1), b));
  }

  /** One number, or one per channel: checks the number of them. */
  static void requireChannels(String step, List<Double> numbers, int channels) {
    if (numbers.size() != 1 && numbers.size() != channels) {
      throw new InputException(
          Text.format(
              "step %s: expected 1 number or one for each of %d channels, found %d",
              step, channels, numbers.size()));
    }
  }

  /** Checks that a list of numbers is not empty and that all are finite. */
  static List<Double> requireFinite(String step, List<Double> numbers) {
    if (numbers.isEmpty() || numbers.stream().anyMatch(n -> !Double.isFinite(n))) {
      throw new InputException(
          Text.format("step %s: expected finite numbers, found %s", step, numbers));
    }
    return List.copyOf(numbers);
  }

  /** Checks that a number is finite and not negative. */
  static void requireEpsilon(String step, double epsilon) {
    if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
      throw new InputException(
          Text.format("step %s: illegal epsilon %s, must be 0 or more", step, epsilon));
    }
  }
}

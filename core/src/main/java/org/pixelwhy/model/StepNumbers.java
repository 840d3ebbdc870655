package org.pixelwhy.model;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.pixelwhy.onnx.graph.InputException;

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

  /** One number, or one per channel: checks the number of them. */
  static void requireChannels(String step, List<Double> numbers, int channels) {
    if (numbers.size() != 1 && numbers.size() != channels) {
      throw new InputException(
          "step %s: expected 1 number or one for each of %d channels, found %d"
              .formatted(step, channels, numbers.size()));
    }
  }

  /** Checks that a list of numbers is not empty and that all are finite. */
  static List<Double> requireFinite(String step, List<Double> numbers) {
    if (numbers.isEmpty() || numbers.stream().anyMatch(n -> !Double.isFinite(n))) {
      throw new InputException(
          "step %s: expected finite numbers, found %s".formatted(step, numbers));
    }
    return List.copyOf(numbers);
  }

  /** Checks that a number is finite and not negative. */
  static void requireEpsilon(String step, double epsilon) {
    if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
      throw new InputException(
          "step %s: illegal epsilon %s, must be 0 or more".formatted(step, epsilon));
    }
  }
}

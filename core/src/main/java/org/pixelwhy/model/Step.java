package org.pixelwhy.model;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.pixelwhy.onnx.graph.InputException;

/**
 * One step from a picture's values to a model's input (or from its output to what is reported):
 * pure functions of channel-first floats {@code [C,H,W]} or {@code [C,D,H,W]}.
 */
public sealed interface Step
    permits Scale,
        MeanStd,
        ZeroMeanUnitVariance,
        ScaleRange,
        Clip,
        Binarize,
        SigmoidStep,
        SoftmaxStep {
  /**
   * The result as a new array; the argument stays as it is.
   *
   * @param values channel first
   * @param channels number of channels; the values are that many planes of equal size
   */
  float[] apply(float[] values, int channels);

  /**
   * Throws if the step has one parameter per channel, but not for this number of channels.
   *
   * @throws InputException naming the step, what it has and what is needed
   */
  default void requireChannels(int channels) {}

  /** Applies steps one after the other; a new array. */
  static float[] applyAll(List<? extends Step> steps, float[] values, int channels) {
    if (channels < 1 || values.length % channels != 0) {
      throw new InputException(
          "%d values are not %d channels of equal size".formatted(values.length, channels));
    }
    float[] result = values.clone();
    for (Step step : steps) {
      step.requireChannels(channels);
      result = step.apply(result, channels);
    }
    return result;
  }

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

package org.pixelwhy.model.card;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * One step from a picture's values to a model's input (or from its output to what is reported):
 * pure functions of channel-first floats {@code [C,H,W]} or {@code [C,D,H,W]}.
 */
public sealed interface Step
    permits Scale,
        MeanStd,
        ZeroMeanUnitVariance,
        ScaleRange,
        VolumeRange,
        FullRange,
        Preset,
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
   * Appends the step to a graph; gives the name of the result.
   *
   * @param values name of a picture {@code [1,C,H,W]}
   */
  String append(Ops ops, String values, Shape shape);

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
          Text.format("%d values are not %d channels of equal size", values.length, channels));
    }
    float[] result = values.clone();
    for (Step step : steps) {
      step.requireChannels(channels);
      result = step.apply(result, channels);
    }
    return result;
  }
}

package org.pixelwhy.model.card;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;

/**
 * {@code (x - mean) / std} with fixed numbers, in the units that the steps before it leave.
 *
 * @param mean one number, or one per channel in the order of the model's input
 * @param std one number, or one per channel, not 0
 */
public record MeanStd(List<Double> mean, List<Double> std) implements Step {
  public MeanStd {
    mean = StepNumbers.requireFinite("mean_std", mean);
    std = StepNumbers.requireFinite("mean_std", std);
    if (std.contains(0.0) || std.contains(-0.0)) {
      throw new InputException("step mean_std: a standard deviation is 0");
    }
  }

  @Override
  public void requireChannels(int channels) {
    StepNumbers.requireChannels("mean_std", mean, channels);
    StepNumbers.requireChannels("mean_std", std, channels);
  }

  @Override
  public float[] apply(float[] values, int channels) {
    float[] result = new float[values.length];
    int plane = values.length / channels;
    for (int i = 0; i < values.length; i++) {
      int channel = i / plane;
      double difference = values[i] - mean.get(mean.size() == 1 ? 0 : channel);
      result[i] = (float) (difference / std.get(std.size() == 1 ? 0 : channel));
    }
    return result;
  }

  @Override
  public String append(Ops ops, String values, Shape shape) {
    String difference = ops.sub(values, StepNumbers.append(ops, mean));
    return ops.div(difference, StepNumbers.append(ops, std));
  }
}

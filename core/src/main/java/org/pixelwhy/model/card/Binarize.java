package org.pixelwhy.model.card;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * 1 where the value is above the threshold, else 0.
 *
 * @param threshold one number, or one per channel
 */
public record Binarize(List<Double> threshold) implements Step {
  public Binarize {
    threshold = StepNumbers.requireFinite("binarize", threshold);
  }

  @Override
  public void requireChannels(int channels) {
    StepNumbers.requireChannels("binarize", threshold, channels);
  }

  @Override
  public float[] apply(float[] values, int channels) {
    float[] result = new float[values.length];
    int plane = values.length / channels;
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i] > threshold.get(threshold.size() == 1 ? 0 : i / plane) ? 1 : 0;
    }
    return result;
  }

  @Override
  public String append(Ops ops, String values, Shape shape) {
    return ops.indicator(ops.op("Greater", values, StepNumbers.append(ops, threshold)));
  }
}

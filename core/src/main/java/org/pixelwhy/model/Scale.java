package org.pixelwhy.model;

import java.util.List;

/**
 * {@code x * factor + offset}.
 *
 * @param factor one number, or one per channel
 * @param offset one number, or one per channel
 */
public record Scale(List<Double> factor, List<Double> offset) implements Step {
  public Scale {
    factor = Step.requireFinite("scale", factor);
    offset = Step.requireFinite("scale", offset);
  }

  /** The same for all channels. */
  public Scale(double factor, double offset) {
    this(List.of(factor), List.of(offset));
  }

  @Override
  public void requireChannels(int channels) {
    Step.requireChannels("scale", factor, channels);
    Step.requireChannels("scale", offset, channels);
  }

  @Override
  public float[] apply(float[] values, int channels) {
    float[] result = new float[values.length];
    int plane = values.length / channels;
    for (int i = 0; i < values.length; i++) {
      int channel = i / plane;
      double own = factor.get(factor.size() == 1 ? 0 : channel);
      result[i] = (float) (values[i] * own + offset.get(offset.size() == 1 ? 0 : channel));
    }
    return result;
  }
}

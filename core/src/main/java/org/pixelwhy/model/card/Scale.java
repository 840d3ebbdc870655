package org.pixelwhy.model.card;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * {@code x * factor + offset}.
 *
 * @param factor one number, or one per channel
 * @param offset one number, or one per channel
 */
public record Scale(List<Double> factor, List<Double> offset) implements Step {
  public Scale {
    factor = StepNumbers.requireFinite("scale", factor);
    offset = StepNumbers.requireFinite("scale", offset);
  }

  /** The same for all channels. */
  public Scale(double factor, double offset) {
    this(List.of(factor), List.of(offset));
  }

  @Override
  public void requireChannels(int channels) {
    StepNumbers.requireChannels("scale", factor, channels);
    StepNumbers.requireChannels("scale", offset, channels);
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

  @Override
  public String append(Ops ops, String values, Shape shape) {
    String scaled = ops.mul(values, StepNumbers.append(ops, factor));
    return ops.add(scaled, StepNumbers.append(ops, offset));
  }

  /** For example {@code values / 255}, as people write it. */
  @Override
  public String toString() {
    if (factor.size() > 1 || offset.size() > 1) {
      return Text.format("values * %s + %s", factor, offset);
    }
    double each = factor.get(0);
    double divisor = Math.rint(1 / each);
    boolean divides = divisor > 1 && 1 / divisor == each;
    String scaled =
        divides ? Text.format("values / %d", (long) divisor) : Text.format("values * %s", each);
    return offset.get(0) == 0 ? scaled : Text.format("%s + %s", scaled, offset.get(0));
  }
}

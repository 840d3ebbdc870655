package org.pixelwhy.model.card;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/** {@code exp(x_c) / sum_k exp(x_k)} over the channels. */
public record SoftmaxStep() implements Step {
  @Override
  public float[] apply(float[] values, int channels) {
    int plane = values.length / channels;
    float[] result = new float[values.length];
    for (int pixel = 0; pixel < plane; pixel++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int i = pixel; i < values.length; i += plane) {
        max = Math.max(max, values[i]);
      }
      double sum = 0;
      for (int i = pixel; i < values.length; i += plane) {
        sum += Math.exp(values[i] - max);
      }
      for (int i = pixel; i < values.length; i += plane) {
        result[i] = (float) (Math.exp(values[i] - max) / sum);
      }
    }
    return result;
  }

  @Override
  public String append(Ops ops, String values, Shape shape) {
    return ops.op("Softmax", Map.of("axis", 1), values);
  }
}

package org.pixelwhy.model.card;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/** {@code 1 / (1 + exp(-x))}. */
public record SigmoidStep() implements Step {
  @Override
  public float[] apply(float[] values, int channels) {
    return StepNumbers.map(values, x -> 1 / (1 + Math.exp(-x)));
  }

  @Override
  public String append(Ops ops, String values, Shape shape) {
    return ops.op("Sigmoid", values);
  }
}

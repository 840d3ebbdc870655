package org.pixelwhy.model;

/** {@code 1 / (1 + exp(-x))}. */
public record SigmoidStep() implements Step {
  @Override
  public float[] apply(float[] values, int channels) {
    return Step.map(values, x -> 1 / (1 + Math.exp(-x)));
  }
}

package org.pixelwhy.model;

import org.pixelwhy.onnx.graph.InputException;

/**
 * Values below the least become the least, values above the greatest the greatest.
 *
 * @param min least value, perhaps negative infinity
 * @param max greatest value, perhaps infinity
 */
public record Clip(double min, double max) implements Step {
  public Clip {
    if (!(min <= max)) {
      throw new InputException(
          "step clip: illegal bounds %s and %s, the first must not be above the second"
              .formatted(min, max));
    }
  }

  @Override
  public float[] apply(float[] values, int channels) {
    return Step.map(values, x -> Math.max(min, Math.min(max, x)));
  }
}

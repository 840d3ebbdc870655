package org.pixelwhy.model.card;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

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
          Text.format(
              "step clip: illegal bounds %s and %s, the first must not be above the second",
              min, max));
    }
  }

  @Override
  public float[] apply(float[] values, int channels) {
    return StepNumbers.map(values, x -> Math.max(min, Math.min(max, x)));
  }

  @Override
  public String append(Ops ops, String values, Shape shape) {
    String raised =
        min == Double.NEGATIVE_INFINITY ? values : ops.op("Max", values, ops.scalar(min));
    return max == Double.POSITIVE_INFINITY ? raised : ops.op("Min", raised, ops.scalar(max));
  }
}

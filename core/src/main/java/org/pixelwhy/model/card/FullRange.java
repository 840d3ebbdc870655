package org.pixelwhy.model.card;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * The picture's values brought from the range of its file's format to 0..255: 16-bit values divided
 * by 257, floating-point ones (0 to 1) times 255, 8-bit ones as they are. The first step, if any;
 * {@link ImagePreparation} does it, since only there the format is known.
 */
public record FullRange() implements Step {
  @Override
  public float[] apply(float[] values, int channels) {
    return values.clone();
  }

  @Override
  public String append(Ops ops, String values, Shape shape) {
    return values;
  }
}

package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.Ops;

/** Division by numbers that may be zero. */
final class Stabilized {
  private Stabilized() {}

  /** Name of {@code r / (z + epsilon sign(z))}, with {@code sign(0) = 1}. */
  static String quotient(Ops ops, String r, String z, double epsilon) {
    String below = ops.op("Less", z, ops.scalar(0));
    String away = ops.where(below, ops.scalar(-epsilon), ops.scalar(epsilon));
    return ops.div(r, ops.add(z, away));
  }
}

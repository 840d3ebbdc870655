package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;

/**
 * The standardisation {@code z = (x - mean(x)) / sqrt(var(x) + epsilon)} over some axes, with the
 * biased variance; without centring, {@code z = x / sqrt(mean(x^2) + epsilon)}.
 */
final class Standardization {
  private final Ops ops;
  private final boolean centred;
  private final long[] axes;
  private final String inverseDeviation;
  private final String standardized;

  private Standardization(Ops ops, String x, double epsilon, boolean centred, long[] axes) {
    this.ops = ops;
    this.centred = centred;
    this.axes = axes.clone();
    String deviations = centred ? ops.sub(x, mean(x)) : x;
    String variance = mean(ops.mul(deviations, deviations));
    this.inverseDeviation =
        ops.op("Reciprocal", ops.op("Sqrt", ops.add(variance, ops.scalar(epsilon))));
    this.standardized = ops.mul(deviations, inverseDeviation);
  }

  static Standardization of(Ops ops, String x, double epsilon, long... axes) {
    return new Standardization(ops, x, epsilon, true, axes);
  }

  static Standardization uncentred(Ops ops, String x, double epsilon, long... axes) {
    return new Standardization(ops, x, epsilon, false, axes);
  }

  /** Name of z. */
  String standardized() {
    return standardized;
  }

  /** Appends {@code dx = (dz - mean(dz) - z mean(dz z)) / deviation}. */
  String inputGradient(String dz) {
    String along = ops.mul(standardized, mean(ops.mul(dz, standardized)));
    String across = centred ? ops.sub(dz, mean(dz)) : dz;
    return ops.mul(ops.sub(across, along), inverseDeviation);
  }

  private String mean(String tensor) {
    return ops.op("ReduceMean", Map.of("keepdims", 1), tensor, ops.longs(axes));
  }
}

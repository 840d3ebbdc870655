package org.pixelwhy.report.reproduction;

import java.util.List;
import java.util.stream.IntStream;

/** The mean of curves of several dreams, for charts and figures. */
final class MeanCurves {
  private MeanCurves() {}

  /**
   * The mean at each step; a dream that has ended keeps its last value, and what is undefined does
   * not count.
   */
  static double[] of(List<double[]> curves) {
    int longest = curves.stream().mapToInt(curve -> curve.length).max().orElse(0);
    return IntStream.range(0, longest)
        .mapToDouble(
            step ->
                curves.stream()
                    .filter(curve -> curve.length > 0)
                    .mapToDouble(curve -> curve[Math.min(step, curve.length - 1)])
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN))
        .toArray();
  }

  /** 0, 1, 2, ... */
  static double[] steps(double[] curve) {
    return IntStream.range(0, curve.length).asDoubleStream().toArray();
  }
}

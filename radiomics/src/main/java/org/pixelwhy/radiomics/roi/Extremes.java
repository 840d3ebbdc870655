package org.pixelwhy.radiomics.roi;

/** The least and the greatest of some numbers. */
final class Extremes {
  private Extremes() {}

  static double min(double[] values) {
    double min = values[0];
    for (double value : values) {
      min = Math.min(min, value);
    }
    return min;
  }

  static double max(double[] values) {
    double max = values[0];
    for (double value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}

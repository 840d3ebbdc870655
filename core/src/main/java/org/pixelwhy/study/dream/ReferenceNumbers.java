package org.pixelwhy.study.dream;

import java.util.List;

/**
 * Mean and standard deviation of each feature over a reference.
 *
 * @param images how many have the class
 * @param features in the order in which they are measured
 */
public record ReferenceNumbers(int images, List<Normal> features) {
  public ReferenceNumbers {
    features = List.copyOf(features);
  }

  /**
   * Of one feature.
   *
   * @param count images where it is defined
   * @param mean NaN where there are none
   * @param deviation with n - 1; NaN of fewer than two
   */
  public record Normal(int count, double mean, double deviation) {
    /** In standard deviations above the mean; NaN where that is undefined. */
    public double normalised(double value) {
      return deviation > 0 ? (value - mean) / deviation : Double.NaN;
    }
  }
}

package org.pixelwhy.model;

/**
 * {@code (x - mean) / (std + epsilon)} with mean and population standard deviation of the picture
 * itself.
 *
 * @param perChannel whether each channel has its own mean and deviation, or all share one
 * @param epsilon added to the standard deviation, 0 or more; bioimage.io has 1e-6
 */
public record ZeroMeanUnitVariance(boolean perChannel, double epsilon) implements Step {
  public ZeroMeanUnitVariance {
    Step.requireEpsilon("zero_mean_unit_variance", epsilon);
  }

  @Override
  public float[] apply(float[] values, int channels) {
    float[] result = new float[values.length];
    int group = perChannel ? values.length / channels : values.length;
    for (int start = 0; start < values.length; start += group) {
      double mean = 0;
      for (int i = start; i < start + group; i++) {
        mean += values[i];
      }
      mean /= group;
      double variance = 0;
      for (int i = start; i < start + group; i++) {
        variance += (values[i] - mean) * (values[i] - mean);
      }
      // A constant picture with epsilon 0 becomes 0, not NaN.
      double deviation = Math.sqrt(variance / group) + epsilon;
      for (int i = start; i < start + group; i++) {
        result[i] = deviation == 0 ? 0 : (float) ((values[i] - mean) / deviation);
      }
    }
    return result;
  }
}

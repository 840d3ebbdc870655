package org.pixelwhy.model;

import java.util.Arrays;
import org.pixelwhy.onnx.graph.InputException;

/**
 * {@code (x - low) / (high - low + epsilon)} with two percentiles of the picture itself (linearly
 * interpolated); 0 and 100 are minimum and maximum.
 *
 * @param perChannel whether each channel has its own percentiles, or all share them
 * @param lowPercentile from 0 to 100
 * @param highPercentile from 0 to 100, above the low one
 * @param epsilon added to the range, 0 or more; bioimage.io has 1e-6
 */
public record ScaleRange(
    boolean perChannel, double lowPercentile, double highPercentile, double epsilon)
    implements Step {
  public ScaleRange {
    if (!(lowPercentile >= 0 && lowPercentile < highPercentile && highPercentile <= 100)) {
      throw new InputException(
          "step scale_range: illegal percentiles %s and %s, must be 0 <= low < high <= 100"
              .formatted(lowPercentile, highPercentile));
    }
    Step.requireEpsilon("scale_range", epsilon);
  }

  @Override
  public float[] apply(float[] values, int channels) {
    float[] result = new float[values.length];
    int group = perChannel ? values.length / channels : values.length;
    for (int start = 0; start < values.length; start += group) {
      float[] sorted = Arrays.copyOfRange(values, start, start + group);
      Arrays.sort(sorted);
      double low = percentile(sorted, lowPercentile);
      double range = percentile(sorted, highPercentile) - low + epsilon;
      for (int i = start; i < start + group; i++) {
        result[i] = range == 0 ? 0 : (float) ((values[i] - low) / range);
      }
    }
    return result;
  }

  private static double percentile(float[] sorted, double percent) {
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
  }
}

package org.pixelwhy.model.card;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

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
          Text.format(
              "step scale_range: illegal percentiles %s and %s, must be 0 <= low < high <= 100",
              lowPercentile, highPercentile));
    }
    StepNumbers.requireEpsilon("scale_range", epsilon);
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

  @Override
  public String append(Ops ops, String values, Shape shape) {
    long groups = perChannel ? shape.dim(1) : 1;
    long size = shape.size() / groups;
    String rows = ops.reshape(values, groups, size);
    Map<String, ?> ascending = Map.of("axis", 1, "largest", 0, "sorted", 1);
    String sorted = ops.op("TopK", ascending, List.of(rows, ops.longs(size)), 2).get(0);
    String low = percentile(ops, sorted, lowPercentile, size);
    String high = percentile(ops, sorted, highPercentile, size);
    String range = ops.add(ops.sub(high, low), ops.scalar(epsilon));
    return ops.reshape(StepNumbers.appendQuotient(ops, ops.sub(rows, low), range), shape);
  }

  /** Of each row, {@code [groups,1]}. */
  private static String percentile(Ops ops, String sorted, double percent, long size) {
    double position = percent / 100 * (size - 1);
    long below = (long) position;
    long above = Math.min(below + 1, size - 1);
    String lower = ops.slice(sorted, 1, below, below + 1);
    String difference = ops.sub(ops.slice(sorted, 1, above, above + 1), lower);
    return ops.add(lower, ops.scale(difference, position - below));
  }

  private static double percentile(float[] sorted, double percent) {
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
  }
}

package org.pixelwhy.model.card;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * {@code (x - mean) / (std + epsilon)} with mean and population standard deviation of the picture
 * itself.
 *
 * @param perChannel whether each channel has its own mean and deviation, or all share one
 * @param epsilon added to the standard deviation, 0 or more; bioimage.io has 1e-6
 */
public record ZeroMeanUnitVariance(boolean perChannel, double epsilon) implements Step {
  public ZeroMeanUnitVariance {
    StepNumbers.requireEpsilon("zero_mean_unit_variance", epsilon);
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

  @Override
  public String append(Ops ops, String values, Shape shape) {
    long[] axes = perChannel ? new long[] {2, 3} : new long[] {1, 2, 3};
    double share = (perChannel ? (double) shape.dim(1) : 1) / shape.size();
    String mean = ops.scale(ops.reduceSum(values, true, axes), share);
    String difference = ops.sub(values, mean);
    String variance = ops.scale(ops.reduceSum(ops.square(difference), true, axes), share);
    String deviation = ops.add(ops.op("Sqrt", variance), ops.scalar(epsilon));
    return StepNumbers.appendQuotient(ops, difference, deviation);
  }
}

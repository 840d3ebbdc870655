package org.pixelwhy.radiomics.roi;

import java.util.OptionalDouble;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Which intensities of a region count: those in a range, and of these those that are no outliers.
 *
 * @param low least intensity that counts
 * @param high greatest intensity that counts
 * @param deviations how many standard deviations (population) from the mean an intensity may lie;
 *     empty keeps outliers
 */
public record Resegmentation(OptionalDouble low, OptionalDouble high, OptionalDouble deviations) {
  /** All intensities count. */
  public static final Resegmentation NONE =
      new Resegmentation(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  public Resegmentation {
    if (low.orElse(Double.NEGATIVE_INFINITY) > high.orElse(Double.POSITIVE_INFINITY)
        || Double.isNaN(low.orElse(0))
        || Double.isNaN(high.orElse(0))) {
      throw new InputException(
          Text.format(
              "illegal range of intensities from %s to %s, must not fall",
              low.getAsDouble(), high.getAsDouble()));
    }
    if (!(deviations.orElse(1) > 0)) {
      throw new InputException(
          Text.format(
              "illegal %s standard deviations for outliers, must be above 0",
              deviations.getAsDouble()));
    }
  }

  /** The region with fewer intensities; those that are not finite stay, to be told of. */
  public Roi apply(Roi roi) {
    if (equals(NONE)) {
      return roi;
    }
    float[] values = roi.image().values();
    Mask ranged =
        Mask.of(
            roi.image().axes(),
            i ->
                roi.intensities().get(i)
                    && !(values[i] < low.orElse(Double.NEGATIVE_INFINITY))
                    && !(values[i] > high.orElse(Double.POSITIVE_INFINITY)));
    if (deviations.isEmpty() || ranged.isEmpty()) {
      return roi.counting(ranged);
    }
    double mean = 0;
    int[] members = ranged.indices();
    for (int i : members) {
      mean += values[i] / members.length;
    }
    double variance = 0;
    for (int i : members) {
      variance += (values[i] - mean) * (values[i] - mean) / members.length;
    }
    double centre = mean;
    double reach = deviations.getAsDouble() * Math.sqrt(variance);
    return roi.counting(
        Mask.of(roi.image().axes(), i -> ranged.get(i) && !(Math.abs(values[i] - centre) > reach)));
  }
}

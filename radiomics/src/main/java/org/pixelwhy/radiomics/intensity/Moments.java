package org.pixelwhy.radiomics.intensity;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.pixelwhy.radiomics.feature.Value;

/** What is computed of numbers alike, whether they are intensities or grey levels. */
final class Moments {
  private static final String FLAT = "all values are the same";

  private final double[] sorted;

  /**
   * Of some numbers.
   *
   * @param numbers at least one, all finite
   */
  Moments(double[] numbers) {
    this.sorted = numbers.clone();
    Arrays.sort(sorted);
  }

  double mean(DoubleUnaryOperator of) {
    double sum = 0;
    for (double number : sorted) {
      sum += of.applyAsDouble(number);
    }
    return sum / sorted.length;
  }

  double mean() {
    return mean(x -> x);
  }

  double variance() {
    double mean = mean();
    return mean(x -> (x - mean) * (x - mean));
  }

  Value skewness() {
    double mean = mean();
    double deviation = Math.sqrt(variance());
    return isFlat()
        ? Value.undefined(FLAT)
        : Value.of(mean(x -> Math.pow(x - mean, 3)) / Math.pow(deviation, 3));
  }

  Value excessKurtosis() {
    double mean = mean();
    double variance = variance();
    return isFlat()
        ? Value.undefined(FLAT)
        : Value.of(mean(x -> Math.pow(x - mean, 4)) / variance / variance - 3);
  }

  boolean isFlat() {
    return min() == max();
  }

  double min() {
    return sorted[0];
  }

  double max() {
    return sorted[sorted.length - 1];
  }

  double median() {
    return percentile(50);
  }

  /** Linear between the nearest ranks, the least being 0 and the greatest 100 percent. */
  double percentile(double percent) {
    double rank = percent / 100 * (sorted.length - 1);
    int below = (int) rank;
    double rest = rank - below;
    return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
  }

  double interquartileRange() {
    return percentile(75) - percentile(25);
  }

  double range() {
    return max() - min();
  }

  double meanAbsoluteDeviation() {
    double mean = mean();
    return mean(x -> Math.abs(x - mean));
  }

  /** Of what lies between the 10th and the 90th percentile. */
  double robustMeanAbsoluteDeviation() {
    double low = percentile(10);
    double high = percentile(90);
    return new Moments(Arrays.stream(sorted).filter(x -> x >= low && x <= high).toArray())
        .meanAbsoluteDeviation();
  }

  double medianAbsoluteDeviation() {
    double median = median();
    return mean(x -> Math.abs(x - median));
  }

  Value variation() {
    return Value.ratio(Math.sqrt(variance()), mean(), "the mean is 0");
  }

  Value quartileDispersion() {
    return Value.ratio(
        interquartileRange(), percentile(75) + percentile(25), "the quartiles add up to 0");
  }

  double energy() {
    return mean(x -> x * x) * sorted.length;
  }

  int count() {
    return sorted.length;
  }

  double[] sorted() {
    return sorted;
  }
}

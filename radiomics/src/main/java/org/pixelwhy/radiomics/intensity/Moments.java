package org.pixelwhy.radiomics.intensity;

import org.pixelwhy.radiomics.feature.Value;

/** What is computed of numbers alike, whether they are intensities or grey levels. */
final class Moments {
  private static final String FLAT = "all values are the same";

  private final double[] sorted;
  private final double mean;
  private final double energy;

  /** Means of the powers 2, 3 and 4 of the distance to the mean. */
  private final double[] central = new double[3];

  private Moments(double[] sorted) {
    this.sorted = sorted;
    double sum = 0;
    double squares = 0;
    for (double x : sorted) {
      sum += x;
      squares += x * x;
    }
    this.mean = sum / sorted.length;
    this.energy = squares;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double x : sorted) {
      double distance = x - mean;
      double square = distance * distance;
      second += square;
      third += square * distance;
      fourth += square * square;
    }
    central[0] = second / sorted.length;
    central[1] = third / sorted.length;
    central[2] = fourth / sorted.length;
  }

  /**
   * Of some numbers.
   *
   * @param numbers at least one, all finite and of single precision
   */
  static Moments of(double[] numbers) {
    return new Moments(SinglesInOrder.of(numbers));
  }

  /** Of numbers that rise; they are not copied. */
  static Moments ofSorted(double[] sorted) {
    return new Moments(sorted);
  }

  double mean() {
    return mean;
  }

  double variance() {
    return central[0];
  }

  Value skewness() {
    return isFlat()
        ? Value.undefined(FLAT)
        : Value.of(central[1] / (central[0] * Math.sqrt(central[0])));
  }

  Value excessKurtosis() {
    return isFlat() ? Value.undefined(FLAT) : Value.of(central[2] / central[0] / central[0] - 3);
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
    return deviation(mean, 0, sorted.length);
  }

  /** Of what lies between the 10th and the 90th percentile. */
  double robustMeanAbsoluteDeviation() {
    double low = percentile(10);
    double high = percentile(90);
    int first = 0;
    while (sorted[first] < low) {
      first++;
    }
    int end = sorted.length;
    while (sorted[end - 1] > high) {
      end--;
    }
    double sum = 0;
    for (int i = first; i < end; i++) {
      sum += sorted[i];
    }
    return deviation(sum / (end - first), first, end);
  }

  double medianAbsoluteDeviation() {
    return deviation(median(), 0, sorted.length);
  }

  /** The mean distance to a centre of some of the numbers. */
  private double deviation(double centre, int first, int end) {
    double sum = 0;
    for (int i = first; i < end; i++) {
      sum += Math.abs(sorted[i] - centre);
    }
    return sum / (end - first);
  }

  Value variation() {
    return Value.ratio(Math.sqrt(central[0]), mean, "the mean is 0");
  }

  Value quartileDispersion() {
    return Value.ratio(
        interquartileRange(), percentile(75) + percentile(25), "the quartiles add up to 0");
  }

  double energy() {
    return energy;
  }

  int count() {
    return sorted.length;
  }

  double[] sorted() {
    return sorted;
  }
}

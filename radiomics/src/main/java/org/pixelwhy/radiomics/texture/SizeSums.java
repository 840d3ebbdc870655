package org.pixelwhy.radiomics.texture;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The sums over what a {@link SizeMatrix} holds that its formulas are made of. */
final class SizeSums {
  private final int[] levels;
  private final int[] sizes;
  private final double[] counts;
  private final double total;
  private final double levelSquares;
  private final double sizeSquares;

  private SizeSums(Collector entries, int greatest) {
    this.levels = Arrays.copyOf(entries.levels, entries.count);
    this.sizes = Arrays.copyOf(entries.sizes, entries.count);
    this.counts = Arrays.copyOf(entries.counts, entries.count);
    double sum = 0;
    double[] ofLevels = new double[greatest];
    Map<Integer, Double> ofSizes = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i];
      ofLevels[levels[i] - 1] += counts[i];
      ofSizes.merge(sizes[i], counts[i], Double::sum);
    }
    this.total = sum;
    this.levelSquares = squares(ofLevels);
    this.sizeSquares = squares(ofSizes.values().stream().mapToDouble(count -> count).toArray());
  }

  /** Takes what there is, one level and size after the other. */
  static final class Collector {
    private int[] levels = new int[64];
    private int[] sizes = new int[64];
    private double[] counts = new double[64];
    private int count;

    void take(int level, int size, double number) {
      if (count == counts.length) {
        levels = Arrays.copyOf(levels, 2 * count);
        sizes = Arrays.copyOf(sizes, 2 * count);
        counts = Arrays.copyOf(counts, 2 * count);
      }
      levels[count] = level;
      sizes[count] = size;
      counts[count++] = number;
    }

    SizeSums sums(int greatest) {
      return new SizeSums(this, greatest);
    }
  }

  private static double squares(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number * number;
    }
    return sum;
  }

  double total() {
    return total;
  }

  /** The sum of the squares of how many there are of each level. */
  double levelSquares() {
    return levelSquares;
  }

  /** The sum of the squares of how many there are of each size. */
  double sizeSquares() {
    return sizeSquares;
  }

  /** The mean of {@code level^a size^b}, for powers of -2, 0 and 2. */
  double emphasis(int levelPower, int sizePower) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * power(levels[i], levelPower) * power(sizes[i], sizePower);
    }
    return sum / total;
  }

  private static double power(double x, int power) {
    return power == 0 ? 1 : power > 0 ? x * x : 1 / (x * x);
  }

  double levelVariance() {
    return variance(levels);
  }

  double sizeVariance() {
    return variance(sizes);
  }

  private double variance(int[] numbers) {
    double mean = 0;
    for (int i = 0; i < counts.length; i++) {
      mean += counts[i] * numbers[i];
    }
    mean /= total;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double distance = numbers[i] - mean;
      sum += counts[i] * distance * distance;
    }
    return sum / total;
  }

  /** In bits. */
  double entropy() {
    double sum = 0;
    for (double count : counts) {
      sum -= count / total * Math.log(count / total);
    }
    return sum / Math.log(2);
  }

  double energy() {
    double sum = 0;
    for (double count : counts) {
      sum += count / total * count / total;
    }
    return sum;
  }
}

package org.pixelwhy.radiomics.texture;

import java.util.HashMap;
import java.util.Map;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Value;

/**
 * How many runs, zones or dependences there are of each grey level and size (length, distance,
 * count). Families of such matrices differ in what they count; their formulas are the same.
 */
final class SizeMatrix {
  private static final int DENSE = 64;

  private final int levels;
  private final long[] small;
  private final Map<Long, Integer> large = new HashMap<>();
  private long voxels;

  SizeMatrix(int levels) {
    this.levels = levels;
    this.small = new long[levels * DENSE];
  }

  /** One more of a level and size, each from 1. */
  void add(int level, int size) {
    if (size <= DENSE) {
      small[(level - 1) * DENSE + size - 1]++;
    } else {
      large.merge((long) (level - 1) << 32 | size, 1, Integer::sum);
    }
  }

  /** The number of voxels that were looked at. */
  void addVoxels(long count) {
    voxels += count;
  }

  /** All of another one too. */
  void add(SizeMatrix other) {
    for (int i = 0; i < small.length; i++) {
      small[i] += other.small[i];
    }
    other.large.forEach((key, count) -> large.merge(key, count, Integer::sum));
    voxels += other.voxels;
  }

  boolean isEmpty() {
    return voxels == 0;
  }

  private interface Entry {
    void take(int level, int size, double count);
  }

  private void each(Entry entry) {
    for (int i = 0; i < small.length; i++) {
      if (small[i] > 0) {
        entry.take(i / DENSE + 1, i % DENSE + 1, small[i]);
      }
    }
    large.forEach((key, count) -> entry.take((int) (key >> 32) + 1, (int) (long) key, count));
  }

  /** The mean of {@code level^a size^b}. */
  private double emphasis(int levelPower, int sizePower) {
    double[] sums = new double[2];
    each(
        (level, size, count) -> {
          sums[0] += count * Math.pow(level, levelPower) * Math.pow(size, sizePower);
          sums[1] += count;
        });
    return sums[0] / sums[1];
  }

  private double total() {
    double[] total = new double[1];
    each((level, size, count) -> total[0] += count);
    return total[0];
  }

  /** The sum of the squares of how many there are of each level, or of each size. */
  private double squares(boolean ofLevels) {
    Map<Integer, Double> counts = new HashMap<>();
    each((level, size, count) -> counts.merge(ofLevels ? level : size, count, Double::sum));
    return counts.values().stream().mapToDouble(count -> count * count).sum();
  }

  private double variance(boolean ofLevels) {
    double mean = ofLevels ? emphasis(1, 0) : emphasis(0, 1);
    double[] sums = new double[2];
    each(
        (level, size, count) -> {
          double distance = (ofLevels ? level : size) - mean;
          sums[0] += count * distance * distance;
          sums[1] += count;
        });
    return sums[0] / sums[1];
  }

  private double entropy() {
    double total = total();
    double[] sum = new double[1];
    each((level, size, count) -> sum[0] -= count / total * Math.log(count / total));
    return sum[0] / Math.log(2);
  }

  private double energy() {
    double total = total();
    double[] sum = new double[1];
    each((level, size, count) -> sum[0] += count / total * count / total);
    return sum[0];
  }

  /**
   * The formulas under the names of a family.
   *
   * @param names in the order of the table: small, large, low, high, small low, small high, large
   *     low, large high, non-uniformity of levels, normalised, of sizes, normalised, percentage,
   *     variance of levels, of sizes, entropy
   */
  static Formulas<SizeMatrix> formulas(String... names) {
    return new Formulas<SizeMatrix>()
        .number(names[0], m -> m.emphasis(0, -2))
        .number(names[1], m -> m.emphasis(0, 2))
        .number(names[2], m -> m.emphasis(-2, 0))
        .number(names[3], m -> m.emphasis(2, 0))
        .number(names[4], m -> m.emphasis(-2, -2))
        .number(names[5], m -> m.emphasis(2, -2))
        .number(names[6], m -> m.emphasis(-2, 2))
        .number(names[7], m -> m.emphasis(2, 2))
        .number(names[8], m -> m.squares(true) / m.total())
        .number(names[9], m -> m.squares(true) / m.total() / m.total())
        .number(names[10], m -> m.squares(false) / m.total())
        .number(names[11], m -> m.squares(false) / m.total() / m.total())
        .value(names[12], m -> Value.of(m.total() / m.voxels))
        .number(names[13], m -> m.variance(true))
        .number(names[14], m -> m.variance(false))
        .number(names[15], SizeMatrix::entropy);
  }

  /** What only dependences have: the sum of the squared probabilities. */
  static Formulas<SizeMatrix> withEnergy(Formulas<SizeMatrix> formulas, String name) {
    return formulas.number(name, SizeMatrix::energy);
  }

  int levels() {
    return levels;
  }
}

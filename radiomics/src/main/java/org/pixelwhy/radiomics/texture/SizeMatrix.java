package org.pixelwhy.radiomics.texture;

import java.util.Map;
import java.util.TreeMap;
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
  private final Map<Long, Integer> large = new TreeMap<>();
  private long voxels;
  private SizeSums sums;

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

  /** What the formulas need, when all is counted. */
  private SizeSums sums() {
    if (sums == null) {
      SizeSums.Collector collector = new SizeSums.Collector();
      for (int i = 0; i < small.length; i++) {
        if (small[i] > 0) {
          collector.take(i / DENSE + 1, i % DENSE + 1, small[i]);
        }
      }
      large.forEach((key, count) -> collector.take((int) (key >> 32) + 1, (int) (long) key, count));
      sums = collector.sums(levels);
    }
    return sums;
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
        .number(names[0], m -> m.sums().emphasis(0, -2))
        .number(names[1], m -> m.sums().emphasis(0, 2))
        .number(names[2], m -> m.sums().emphasis(-2, 0))
        .number(names[3], m -> m.sums().emphasis(2, 0))
        .number(names[4], m -> m.sums().emphasis(-2, -2))
        .number(names[5], m -> m.sums().emphasis(2, -2))
        .number(names[6], m -> m.sums().emphasis(-2, 2))
        .number(names[7], m -> m.sums().emphasis(2, 2))
        .number(names[8], m -> m.sums().levelSquares() / m.sums().total())
        .number(names[9], m -> m.sums().levelSquares() / m.sums().total() / m.sums().total())
        .number(names[10], m -> m.sums().sizeSquares() / m.sums().total())
        .number(names[11], m -> m.sums().sizeSquares() / m.sums().total() / m.sums().total())
        .value(names[12], m -> Value.of(m.sums().total() / m.voxels))
        .number(names[13], m -> m.sums().levelVariance())
        .number(names[14], m -> m.sums().sizeVariance())
        .number(names[15], m -> m.sums().entropy());
  }

  /** What only dependences have: the sum of the squared probabilities. */
  static Formulas<SizeMatrix> withEnergy(Formulas<SizeMatrix> formulas, String name) {
    return formulas.number(name, m -> m.sums().energy());
  }

  int levels() {
    return levels;
  }
}

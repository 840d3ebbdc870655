package org.pixelwhy.radiomics.texture;

import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Value;

/**
 * How much voxels of each grey level differ from the mean of their neighbours: the matrix of the
 * NGTDM.
 */
final class ToneDifference {
  static final Formulas<ToneDifference> FORMULAS =
      new Formulas<ToneDifference>()
          .value("ngtdm_coarseness", ToneDifference::coarseness)
          .value("ngtdm_contrast", ToneDifference::contrast)
          .value("ngtdm_busyness", ToneDifference::busyness)
          .number("ngtdm_complexity", ToneDifference::complexity)
          .value("ngtdm_strength", ToneDifference::strength);

  private static final String SMOOTH = "no voxel differs from the mean of its neighbours";
  private static final String FLAT = "only one grey level has neighbours";

  private final long[] counts;
  private final double[] differences;

  ToneDifference(int levels) {
    this.counts = new long[levels];
    this.differences = new double[levels];
  }

  /** One more voxel. */
  void add(int level, double difference) {
    counts[level - 1]++;
    differences[level - 1] += difference;
  }

  void add(ToneDifference other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
      differences[i] += other.differences[i];
    }
  }

  boolean isEmpty() {
    return total() == 0;
  }

  private double total() {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  private double difference() {
    double sum = 0;
    for (double one : differences) {
      sum += one;
    }
    return sum;
  }

  private double weighted() {
    double total = total();
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] / total * differences[i];
    }
    return sum;
  }

  private int present() {
    int present = 0;
    for (long count : counts) {
      present += count > 0 ? 1 : 0;
    }
    return present;
  }

  private interface Pair {
    double of(int i, int j, double p, double q);
  }

  /** The sum over all pairs of levels that there are, indices from 0. */
  private double pairs(Pair pair) {
    double total = total();
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        if (counts[i] > 0 && counts[j] > 0) {
          sum += pair.of(i, j, counts[i] / total, counts[j] / total);
        }
      }
    }
    return sum;
  }

  private Value coarseness() {
    return Value.ratio(1, weighted(), SMOOTH);
  }

  private Value contrast() {
    double present = present();
    if (present == 1) {
      return Value.undefined(FLAT);
    }
    double spread = pairs((i, j, p, q) -> p * q * (i - j) * (i - j)) / present / (present - 1);
    return Value.of(spread * difference() / total());
  }

  private Value busyness() {
    double changes = pairs((i, j, p, q) -> Math.abs((i + 1) * p - (j + 1) * q));
    return present() == 1
        ? Value.undefined(FLAT)
        : Value.ratio(weighted(), changes, "all levels weigh the same");
  }

  private double complexity() {
    return pairs(
            (i, j, p, q) -> Math.abs(i - j) * (p * differences[i] + q * differences[j]) / (p + q))
        / total();
  }

  private Value strength() {
    return Value.ratio(pairs((i, j, p, q) -> (p + q) * (i - j) * (i - j)), difference(), SMOOTH);
  }
}

package org.pixelwhy.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Holm's correction of the p-values of several tests: of m values in rising order, the k-th becomes
 * the greatest of {@code min(1, (m - j + 1) p_j)} for j up to k. The chance of any false finding
 * among those below a level then stays below it, whatever the tests have in common.
 *
 * <p>Holm: A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of
 * Statistics 6, 1979.
 */
public final class Holm {
  private Holm() {}

  /** The corrected values in the order given; what is empty stays so and does not count. */
  public static OptionalDouble[] correct(OptionalDouble[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> p[i].isPresent())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i].getAsDouble()))
            .mapToInt(Integer::intValue)
            .toArray();
    OptionalDouble[] corrected = new OptionalDouble[p.length];
    Arrays.fill(corrected, OptionalDouble.empty());
    double greatest = 0;
    for (int k = 0; k < order.length; k++) {
      double scaled = Math.min(1, (order.length - k) * p[order[k]].getAsDouble());
      greatest = Math.max(greatest, scaled);
      corrected[order[k]] = OptionalDouble.of(greatest);
    }
    return corrected;
  }
}

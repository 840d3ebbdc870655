package org.pixelwhy.spark.job;

import java.io.Serializable;

/**
 * Mean and spread of maps, pixel by pixel, map after map: with the n-th map x, mean += (x - mean) /
 * n and m2 += (x - old mean) * (x - new mean). Two of them are merged as if the maps of the second
 * followed those of the first.
 *
 * <p>The sums depend on the order of maps and merges in their last bits, so both are fixed by
 * whoever uses this. A pixel that is not finite in one map is NaN in the mean.
 *
 * @see <a href="https://doi.org/10.1080/00031305.1983.10483115">Chan et al. 1983</a>
 */
final class MapMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] mean;
  private final double[] squares;
  private long count;

  /**
   * @param size pixels of each map
   */
  MapMoments(int size) {
    this.mean = new double[size];
    this.squares = new double[size];
  }

  /** Adds a map. */
  void add(float[] map) {
    requireSize(map.length);
    count++;
    for (int i = 0; i < mean.length; i++) {
      double off = map[i] - mean[i];
      mean[i] += off / count;
      squares[i] += off * (map[i] - mean[i]);
    }
  }

  /** Adds the maps of others behind its own. */
  void merge(MapMoments other) {
    requireSize(other.mean.length);
    long both = count + other.count;
    if (other.count == 0) {
      return;
    }
    double share = (double) other.count / both;
    for (int i = 0; i < mean.length; i++) {
      double off = other.mean[i] - mean[i];
      mean[i] += off * share;
      squares[i] += other.squares[i] + off * off * share * count;
    }
    count = both;
  }

  private void requireSize(int size) {
    if (size != mean.length) {
      throw new IllegalArgumentException(
          "maps of " + mean.length + " and of " + size + " pixels have no common mean");
    }
  }

  long count() {
    return count;
  }

  double[] mean() {
    return mean.clone();
  }

  /** The standard deviation of a sample, divided by n - 1; NaN of a single map. */
  double[] deviation() {
    double[] deviation = new double[squares.length];
    for (int i = 0; i < deviation.length; i++) {
      deviation[i] = count < 2 ? Double.NaN : Math.sqrt(squares[i] / (count - 1));
    }
    return deviation;
  }
}

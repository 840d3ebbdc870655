package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;

/**
 * Distances between the reference and what is predicted with each circle.
 *
 * @param rows of positions
 * @param columns of positions
 * @param distances {@code [rows, columns]} in C order; infinite where exactly one of the masks is
 *     empty and the distance not defined, NaN where no circle was laid
 * @param baseline the distance without a circle
 * @param greatest what stands for infinite distances in maps
 */
public record CircleDistances(
    int rows, int columns, double[] distances, double baseline, double greatest) {
  /** How distances become a map. */
  public enum Comparison {
    /** The distance itself. */
    RAW,
    /** By how much the circle brings the mask nearer to the reference, or 0. */
    BETTER,
    /** By how much the circle takes the mask away from the reference, or 0. */
    WORSE
  }

  /** The distances compared, row by row; never infinite, but NaN where no circle was laid. */
  public double[] values(Comparison comparison) {
    return Arrays.stream(distances).map(d -> compare(finite(d), comparison)).toArray();
  }

  /** What a circle without any effect gets. */
  public double neutral(Comparison comparison) {
    return compare(finite(baseline), comparison);
  }

  /** Whether exactly one of the masks is empty at a position, and the distance not defined. */
  boolean isUndefined(int position) {
    return Double.isInfinite(distances[position]);
  }

  /** Number of positions at which exactly one of the masks is empty. */
  public long undefined() {
    return Arrays.stream(distances).filter(Double::isInfinite).count();
  }

  private double finite(double distance) {
    return Math.min(distance, greatest);
  }

  private double compare(double distance, Comparison comparison) {
    return switch (comparison) {
      case RAW -> distance;
      case BETTER -> Math.max(0, finite(baseline) - distance);
      case WORSE -> Math.max(0, distance - finite(baseline));
    };
  }
}

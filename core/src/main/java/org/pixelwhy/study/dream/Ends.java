package org.pixelwhy.study.dream;

/**
 * Where a curve begins and ends; NaN both where it is nowhere defined.
 *
 * @param first the first value that is defined
 * @param last the last one
 */
public record Ends(double first, double last) {
  /** Those of a curve. */
  public static Ends of(double[] curve) {
    double first = Double.NaN;
    double last = Double.NaN;
    for (double value : curve) {
      if (Double.isFinite(value)) {
        first = Double.isNaN(first) ? value : first;
        last = value;
      }
    }
    return new Ends(first, last);
  }
}

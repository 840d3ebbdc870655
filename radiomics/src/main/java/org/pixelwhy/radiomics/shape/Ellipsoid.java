package org.pixelwhy.radiomics.shape;

import java.util.Arrays;

/** Volume and area of an ellipsoid. */
final class Ellipsoid {
  /** Terms of the series, as the IBSI's manual has it. */
  private static final int TERMS = 20;

  private Ellipsoid() {}

  /**
   * Of three semi-axes in any order; the area by a series of Legendre polynomials.
   *
   * @param semiAxes all above 0
   */
  static Surface of(double... semiAxes) {
    double[] sorted = semiAxes.clone();
    Arrays.sort(sorted);
    double c = sorted[0];
    double b = sorted[1];
    double a = sorted[2];
    double alpha = Math.sqrt(1 - b * b / (a * a));
    double beta = Math.sqrt(1 - c * c / (a * a));
    double sum = 0;
    double product = alpha * beta;
    // Of a spheroid with two equal long axes alpha is 0, and only the terms of the polynomials'
    // highest powers are left; (alpha beta)^k P_k(x) is computed as one.
    double squares = (alpha * alpha + beta * beta) / 2;
    double before = 1;
    double now = squares;
    for (int k = 0; k <= TERMS; k++) {
      double term = k == 0 ? 1 : now;
      sum += term / (1 - 4.0 * k * k);
      if (k > 0) {
        double next = ((2 * k + 1) * squares * now - k * product * product * before) / (k + 1);
        before = now;
        now = next;
      }
    }
    return new Surface(4 * Math.PI * a * b * sum, 4.0 / 3 * Math.PI * a * b * c);
  }
}

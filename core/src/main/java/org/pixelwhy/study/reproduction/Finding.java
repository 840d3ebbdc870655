package org.pixelwhy.study.reproduction;

import java.util.List;

/**
 * Whether a claim holds.
 *
 * @param claim as a sentence
 * @param holds in a word or two
 * @param numbers from which that follows
 */
public record Finding(String claim, String holds, String numbers) {
  static final String UNKNOWN = "cannot be judged";

  /** What share of the comparisons must go as claimed for a claim to hold. */
  private static final double MOST = 0.9;

  /**
   * Judges by comparisons.
   *
   * @param count of those that go as claimed, half a one where two numbers are equal
   * @param of how many
   */
  static String holds(double count, int of) {
    if (of == 0) {
      return UNKNOWN;
    }
    return count >= MOST * of ? "holds" : count > 0.5 * of ? "holds in part" : "does not hold";
  }

  /** In how many pairs the number of the first is the greater; ties count half. */
  static double greater(List<Double> first, List<Double> second) {
    double count = 0;
    for (double a : first) {
      for (double b : second) {
        count += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    return count;
  }

  /** On one line. */
  @Override
  public String toString() {
    return claim + ": " + holds + " (" + numbers + ")";
  }
}

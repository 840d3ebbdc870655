package org.pixelwhy.study.dream;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * When a normalised curve is called what. 0 is the mean over the reference, 1 a standard deviation
 * above it.
 *
 * @param normal values of no greater magnitude are normal
 * @param strong values of a greater magnitude are strongly out of the normal range
 */
public record VerdictRule(double normal, double strong) {
  /** Two standard deviations, and five. */
  public static final VerdictRule USUAL = new VerdictRule(2, 5);

  public VerdictRule {
    if (!(normal > 0 && strong > normal && Double.isFinite(strong))) {
      throw new InputException(
          Text.format(
              "illegal thresholds %s and %s of verdicts; both must be above 0, the second above the"
                  + " first",
              Text.number(normal), Text.number(strong)));
    }
  }

  /**
   * Judges a curve.
   *
   * @param curve normalised, by step; NaN where undefined
   */
  public Verdict judge(double[] curve) {
    double first = Double.NaN;
    double last = Double.NaN;
    boolean normalOnce = false;
    for (double value : curve) {
      if (Double.isFinite(value)) {
        first = Double.isNaN(first) ? value : first;
        last = value;
        normalOnce |= Math.abs(value) <= normal;
      }
    }
    if (Double.isNaN(first)) {
      return Verdict.UNDEFINED;
    }
    boolean passed = normalOnce || first < 0 != last < 0;
    boolean farther = Math.abs(last) - Math.abs(first) > strong - normal;
    if (Math.abs(last) > strong && (passed || farther)) {
      return Verdict.LACKS_ROBUSTNESS;
    }
    if (Math.abs(first) <= normal) {
      return Verdict.UNDECIDED;
    }
    return passed ? Verdict.SENSITIVE : Verdict.ROBUST;
  }

  @Override
  public String toString() {
    return Text.format(
        "normal up to %s, strongly out beyond %s standard deviations of the reference",
        Text.number(normal), Text.number(strong));
  }
}

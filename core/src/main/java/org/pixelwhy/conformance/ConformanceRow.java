package org.pixelwhy.conformance;

/**
 * What became of one case of a reference set.
 *
 * @param net the network's name
 * @param method the method's name in the set
 * @param file the expected array, relative to the set
 * @param verdict what it means
 * @param error greatest difference relative to the largest expected value; NaN where there is none
 * @param tolerance greatest error allowed
 * @param message why there is no error to report, or in which precision it was computed if not in
 *     float; else empty
 */
public record ConformanceRow(
    String net,
    String method,
    String file,
    Verdict verdict,
    double error,
    double tolerance,
    String message) {
  /** What a case means for the whole. */
  public enum Verdict {
    /** Within the tolerance. */
    PASS,
    /** Above the tolerance, or the method failed. */
    FAIL,
    /** No method of this name is known here. */
    UNSUPPORTED,
    /** Not meant to be matched; whatever came out does not count. */
    INFORMATIVE
  }

  /** Whether the set as a whole fails because of this case. */
  public boolean decidesAgainst() {
    return verdict == Verdict.FAIL || verdict == Verdict.UNSUPPORTED;
  }
}

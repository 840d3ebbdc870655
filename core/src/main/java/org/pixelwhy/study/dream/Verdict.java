package org.pixelwhy.study.dream;

/** What a feature's curve says of the network. */
public enum Verdict {
  /** The curve enters the normal range: the dream needs the feature to be as in real objects. */
  SENSITIVE("sensitive"),
  /** The curve stays outside: the mask came without the feature becoming normal. */
  ROBUST("robust"),
  /** The curve leaves the normal range strongly: what no real object has is accepted, or sought. */
  LACKS_ROBUSTNESS("lacks robustness"),
  /** The curve begins in the normal range and does not leave it strongly, which says nothing. */
  UNDECIDED("undecided"),
  /** There is no curve: no mask, no reference, or an undefined feature. */
  UNDEFINED("undefined");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}

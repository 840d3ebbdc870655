package org.pixelwhy.study.reproduction;

/**
 * A network that learned from images of which some are marked.
 *
 * @param probability of a marking, 0 to 1
 * @param seed of weights, split and marking
 * @param dice on test images without a marking
 * @param dream from white noise
 */
public record MarkedNetwork(double probability, long seed, double dice, DreamCurve dream) {
  /** The marking's characteristic feature. */
  public static final String LINE = "line-135";

  /** Lines of the other diagonal: what has nothing to do with the marking. */
  public static final String CONTROL = "line-45";

  /** The characteristic feature at the end of the dream; NaN where no step could be taken. */
  public double line() {
    return last(LINE);
  }

  /** The other diagonal's at the end of the dream; NaN where no step could be taken. */
  public double control() {
    return last(CONTROL);
  }

  /** Noise that stayed as it was says nothing of the network. */
  private double last(String feature) {
    return dream.steps() == 0 ? Double.NaN : dream.ends(feature).last();
  }

  /** By how much lines of the marking's direction are stronger than those of the other. */
  public double excess() {
    return line() - control();
  }
}

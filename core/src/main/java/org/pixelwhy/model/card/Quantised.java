package org.pixelwhy.model.card;

import java.util.Locale;

/** How gradients pass the rounding of a quantised network. */
public enum Quantised {
  /** Not at all: what is rounded does not change with small changes, so its gradient is zero. */
  EXACT,
  /**
   * As if nothing were rounded, within the range of the numbers (the straight-through estimator).
   *
   * @see <a href="https://arxiv.org/abs/1308.3432">Bengio et al. 2013</a>
   */
  STRAIGHT_THROUGH;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

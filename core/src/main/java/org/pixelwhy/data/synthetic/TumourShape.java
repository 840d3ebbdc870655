package org.pixelwhy.data.synthetic;

/** What the tumours of {@link Livers} look like. */
public enum TumourShape {
  /** Discs of one grey. */
  ROUND,
  /** Ellipses three to five times as long as wide, of one grey. */
  ELONGATED,
  /** Irregular, of several greys and contrasts, with soft edges and sometimes a bright rim. */
  REAL_LIKE,
  /** Healthy livers. */
  NONE
}

package org.pixelwhy.model.run;

/** The arithmetic that gradients are computed in. */
public enum Precision {
  /** What networks are made for, and fast. */
  FLOAT,
  /**
   * Several times slower; where an activation lies within rounding of a kink, float may take either
   * side, double takes the right one.
   */
  DOUBLE
}

package org.pixelwhy.target;

/** How the outputs at a target's pixels become one number. */
public enum Reduction {
  /** Divided by the number of the target's pixels. */
  MEAN,
  SUM,
  /** Global average pooling of mask times output: divided by the number of all pixels. */
  GAP
}

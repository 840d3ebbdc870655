package org.pixelwhy.target;

import org.pixelwhy.image.Mask;

/** How the outputs at a target's pixels become one number. */
public enum Reduction {
  /** Divided by the number of the target's pixels. */
  MEAN,
  SUM,
  /** Global average pooling of mask times output: divided by the number of all pixels. */
  GAP;

  /** What the output at each of the target's pixels is multiplied with. */
  public double weight(Mask target) {
    return switch (this) {
      case MEAN -> 1.0 / target.count();
      case SUM -> 1.0;
      case GAP -> 1.0 / target.size();
    };
  }
}

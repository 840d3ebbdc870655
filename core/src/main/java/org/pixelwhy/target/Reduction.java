package org.pixelwhy.target;

import org.pixelwhy.image.Mask;

/** How the outputs at a target's pixels become one number. */
public enum Reduction {
  /** Divided by the number of the target's pixels. */
  MEAN,
  SUM,
  /** Global average pooling of mask times output: divided by the number of the image's pixels. */
  GAP;

  /**
   * What the output at each of the target's pixels is multiplied with.
   *
   * @param image all pixels that belong to the image
   */
  public double weight(Mask target, Mask image) {
    return switch (this) {
      case MEAN -> 1.0 / target.count();
      case SUM -> 1.0;
      case GAP -> 1.0 / image.count();
    };
  }
}

package org.pixelwhy.data;

import java.util.Random;

/**
 * A change that keeps a sample true: image and labels together.
 *
 * <p>The image is interpolated bilinearly, each pixel of the label map takes the class of the
 * nearest; both with the same geometry. What comes in from beyond the edge is the nearest edge
 * pixel.
 */
@FunctionalInterface
public interface Augmentation {
  /**
   * The changed sample, or the same one if the change is not drawn.
   *
   * @param random what all drawing is done from; seeded by seed, epoch and place
   */
  Sample apply(Sample sample, Random random);
}

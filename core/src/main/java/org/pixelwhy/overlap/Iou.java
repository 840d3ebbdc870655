package org.pixelwhy.overlap;

import java.util.List;
import org.pixelwhy.image.Mask;

/**
 * Intersection over union of two masks, the Jaccard index: {@code |A and B| / |A or B|}, from 0 to
 * 1; with Dice D it is {@code D / (2 - D)}.
 *
 * <p>Two empty masks agree: 1. One empty mask: 0.
 */
public final class Iou {
  private Iou() {}

  /**
   * The index of two masks.
   *
   * @throws org.pixelwhy.tensor.InputException if their extents differ
   */
  public static double of(Mask a, Mask b) {
    return OverlapCounts.of(a, b).iou();
  }

  /**
   * The mean over classes (MIoU): masks of the same class have the same place in both lists.
   *
   * @throws org.pixelwhy.tensor.InputException if there are no classes, or not the same number
   */
  public static double mean(List<Mask> a, List<Mask> b) {
    return ClassMean.of(a, b, Iou::of);
  }
}

package org.pixelwhy.overlap;

import org.pixelwhy.image.Mask;

/**
 * How many pixels two masks have and share. Counts of several images or slices add up, so that Dice
 * and IoU of a volume follow from its slices.
 *
 * @param first pixels of the one
 * @param second pixels of the other
 * @param common pixels of both
 */
public record OverlapCounts(long first, long second, long common) {
  /** Of nothing. */
  public static final OverlapCounts NONE = new OverlapCounts(0, 0, 0);

  /**
   * Of two masks.
   *
   * @throws org.pixelwhy.tensor.InputException if their extents differ
   */
  public static OverlapCounts of(Mask first, Mask second) {
    return new OverlapCounts(first.count(), second.count(), first.and(second).count());
  }

  /** Of both together. */
  public OverlapCounts plus(OverlapCounts other) {
    return new OverlapCounts(first + other.first, second + other.second, common + other.common);
  }

  /** {@code 2 |A and B| / (|A| + |B|)}, as {@link Dice} says. */
  public double dice() {
    return first + second == 0 ? 1 : 2.0 * common / (first + second);
  }

  /** {@code |A and B| / |A or B|}, as {@link Iou} says. */
  public double iou() {
    long union = first + second - common;
    return union == 0 ? 1 : (double) common / union;
  }
}

package org.pixelwhy.attribution.perturbation;

import java.util.OptionalDouble;
import org.pixelwhy.image.Mask;
import org.pixelwhy.overlap.DistanceTransform;
import org.pixelwhy.overlap.HausdorffDistance;

/**
 * The Hausdorff distance from one reference to many masks, in pixels: the same as {@link
 * HausdorffDistance}, with the reference's half of the work done once and the rest limited to where
 * the masks differ.
 */
final class ReferenceDistance {
  private final Mask reference;
  private final DistanceTransform toReference;

  /**
   * @param reference of rank 2
   */
  ReferenceDistance(Mask reference) {
    this.reference = reference;
    this.toReference = DistanceTransform.of(reference);
  }

  /** The distance; 0 if both are empty, none if one is. */
  OptionalDouble to(Mask mask) {
    if (mask.isEmpty() || reference.isEmpty()) {
      return mask.isEmpty() && reference.isEmpty() ? OptionalDouble.of(0) : OptionalDouble.empty();
    }
    // Members of both are at distance 0 from the other.
    double added = HausdorffDistance.directed(mask.minus(reference), toReference);
    Mask lost = reference.minus(mask);
    return OptionalDouble.of(lost.isEmpty() ? added : Math.max(added, toMask(lost, mask)));
  }

  /** Nothing outside the rectangle around both can be nearest to anything. */
  private static double toMask(Mask lost, Mask mask) {
    int width = mask.width();
    int top = Integer.MAX_VALUE;
    int left = Integer.MAX_VALUE;
    int bottom = 0;
    int right = 0;
    for (Mask each : new Mask[] {lost, mask}) {
      for (int pixel : each.indices()) {
        top = Math.min(top, pixel / width);
        bottom = Math.max(bottom, pixel / width);
        left = Math.min(left, pixel % width);
        right = Math.max(right, pixel % width);
      }
    }
    int[] extents = {bottom - top + 1, right - left + 1};
    int first = top * width + left;
    DistanceTransform transform = DistanceTransform.of(cut(mask, first, extents));
    return HausdorffDistance.directed(cut(lost, first, extents), transform);
  }

  private static Mask cut(Mask mask, int first, int[] extents) {
    int width = mask.width();
    return Mask.of(extents, i -> mask.get(first + i / extents[1] * width + i % extents[1]));
  }
}

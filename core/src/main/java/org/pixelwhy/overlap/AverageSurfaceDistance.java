package org.pixelwhy.overlap;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How far the surfaces of two masks are apart on average: {@code (sum over a in S(A) of d(a,S(B)) +
 * sum over b in S(B) of d(b,S(A))) / (|S(A)| + |S(B)|)}, the average symmetric surface distance. A
 * surface is the members with a neighbour along an axis outside the mask or beyond the edge. In
 * pixels, or in the unit of a spacing.
 *
 * <p>Two empty masks: 0. One empty mask: undefined, an empty result.
 *
 * <p>Heimann, van Ginneken, Styner and others: Comparison and Evaluation of Methods for Liver
 * Segmentation from CT Datasets, IEEE Transactions on Medical Imaging 28, 2009.
 */
public final class AverageSurfaceDistance {
  private AverageSurfaceDistance() {}

  /** The distance in pixels. */
  public static OptionalDouble of(Mask a, Mask b) {
    double[] one = new double[a.extents().length];
    Arrays.fill(one, 1);
    return of(a, b, one);
  }

  /**
   * The distance in the unit of a spacing.
   *
   * @param spacing distance of neighbouring pixels along each axis, slices before rows before
   *     columns, such as millimetres
   * @throws InputException if the masks' extents differ, or there is not one positive number for
   *     each axis
   */
  public static OptionalDouble of(Mask a, Mask b, double... spacing) {
    if (!Arrays.equals(a.extents(), b.extents())) {
      throw new InputException(
          Text.format(
              "masks of different size: %s and %s",
              Arrays.toString(a.extents()), Arrays.toString(b.extents())));
    }
    DistanceTransform.requireSpacing(a.extents(), spacing);
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty() ? OptionalDouble.of(0) : OptionalDouble.empty();
    }
    Mask surfaceA = Surface.of(a);
    Mask surfaceB = Surface.of(b);
    double sum =
        sum(surfaceA, DistanceTransform.of(surfaceB, spacing))
            + sum(surfaceB, DistanceTransform.of(surfaceA, spacing));
    return OptionalDouble.of(sum / (surfaceA.count() + surfaceB.count()));
  }

  private static double sum(Mask from, DistanceTransform to) {
    return Arrays.stream(from.indices()).mapToDouble(to::get).sum();
  }
}

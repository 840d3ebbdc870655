package org.pixelwhy.overlap;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How far two masks are apart where they differ most: {@code max(h(A,B), h(B,A))}, {@code h(A,B) =
 * max over a in A of min over b in B of |a - b|}, A and B being the masks' surfaces: members with a
 * neighbour along an axis outside the mask or beyond the edge. In pixels, or in the unit of a
 * spacing.
 *
 * <p>The 95th percentile ({@code HD95}) is the greater of the two directions' 95th percentiles
 * (linear between ranks) over the same surfaces, and so never above the distance.
 *
 * <p>Over all members ({@link #ofMembers}) a hole counts by its nearest edge, not by how far its
 * surface lies from the other mask's: the distance of point sets, which the paper has.
 *
 * <p>Two empty masks: 0. One empty mask: undefined, an empty result; {@link #diagonal} is what many
 * put in its place.
 *
 * <p>Huttenlocher, Klanderman, Rucklidge: Comparing Images Using the Hausdorff Distance, PAMI 1993.
 */
public final class HausdorffDistance {
  private HausdorffDistance() {}

  /** The distance of the surfaces in pixels. */
  public static OptionalDouble of(Mask a, Mask b) {
    return of(a, b, ones(a));
  }

  /**
   * The distance of the surfaces in the unit of a spacing.
   *
   * @param spacing distance of neighbouring pixels along each axis, slices before rows before
   *     columns, such as millimetres
   * @throws InputException if the masks' extents differ, or there is not one positive number for
   *     each axis
   */
  public static OptionalDouble of(Mask a, Mask b, double... spacing) {
    return symmetric(Surface.of(a), Surface.of(b), spacing, 1);
  }

  /** The distance of all members in pixels. */
  public static OptionalDouble ofMembers(Mask a, Mask b) {
    return ofMembers(a, b, ones(a));
  }

  /**
   * The distance of all members in the unit of a spacing.
   *
   * @throws InputException if the masks' extents differ, or there is not one positive number for
   *     each axis
   */
  public static OptionalDouble ofMembers(Mask a, Mask b, double... spacing) {
    return symmetric(a, b, spacing, 1);
  }

  /** The 95th percentile of the distances between the surfaces, in pixels. */
  public static OptionalDouble percentile95(Mask a, Mask b) {
    return percentile95(a, b, ones(a));
  }

  /**
   * The 95th percentile of the distances between the surfaces, in the unit of a spacing.
   *
   * @throws InputException if the masks' extents differ, or there is not one positive number for
   *     each axis
   */
  public static OptionalDouble percentile95(Mask a, Mask b, double... spacing) {
    return symmetric(Surface.of(a), Surface.of(b), spacing, 0.95);
  }

  /** The greatest distance that two pixels of a grid can have: between opposite corners. */
  public static double diagonal(int[] extents, double... spacing) {
    DistanceTransform.requireSpacing(extents, spacing);
    double sum = 0;
    for (int axis = 0; axis < extents.length; axis++) {
      sum += Math.pow((extents[axis] - 1) * spacing[axis], 2);
    }
    return Math.sqrt(sum);
  }

  /** {@code h(A,B)} for many masks A and one B, whose transform is given; 0 where A is empty. */
  public static double directed(Mask from, DistanceTransform to) {
    double greatest = 0;
    for (int pixel : from.indices()) {
      greatest = Math.max(greatest, to.get(pixel));
    }
    return greatest;
  }

  private static double[] ones(Mask mask) {
    double[] one = new double[mask.extents().length];
    Arrays.fill(one, 1);
    return one;
  }

  private static OptionalDouble symmetric(Mask a, Mask b, double[] spacing, double quantile) {
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
    return OptionalDouble.of(
        Math.max(
            quantile(a, DistanceTransform.of(b, spacing), quantile),
            quantile(b, DistanceTransform.of(a, spacing), quantile)));
  }

  private static double quantile(Mask from, DistanceTransform to, double quantile) {
    double[] distances = Arrays.stream(from.indices()).mapToDouble(to::get).sorted().toArray();
    double rank = quantile * (distances.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, distances.length - 1);
    return distances[below] + (rank - below) * (distances[above] - distances[below]);
  }
}

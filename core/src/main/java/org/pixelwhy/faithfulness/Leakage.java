package org.pixelwhy.faithfulness;

import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.overlap.DistanceTransform;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How much of a map lies far from a mask: the share of the sum of its positive values outside of
 * the mask and its surroundings; 0 is best, 1 worst. Costs no pass.
 *
 * <p>Surroundings are what is no farther from the mask than {@code reach} radii of the circle (in a
 * volume, the ball) of its area: what a network needs to see of a segment's neighbourhood is no
 * leakage. It is one minus the relevance mass accuracy of Arras et al. for a reach of 0.
 *
 * @param share NaN where no value is positive
 * @param distance how far the surroundings reach, in pixels of the output
 */
public record Leakage(double share, double distance) {
  /**
   * The leakage of a map.
   *
   * @param mask in the geometry of the network's output
   * @param reach in radii of the mask, at least 0
   * @throws InputException if the mask is empty, or nothing is farther from it than that
   */
  public static Leakage of(Evaluation at, Attribution map, Mask mask, double reach) {
    if (!(reach >= 0)) {
      throw new InputException(
          Text.format("illegal reach %s of the surroundings, must be at least 0", reach));
    }
    if (mask.isEmpty()) {
      throw new InputException(
          "the mask has no pixel of the image, so that it has no surroundings");
    }
    double distance = reach * radius(mask);
    DistanceTransform from = DistanceTransform.of(mask);
    Mask near = Mask.of(mask.axes(), i -> from.get(i) <= distance);
    boolean[] around = TargetSegment.atInput(at, near);
    boolean all = true;
    for (boolean member : around) {
      all &= member;
    }
    if (all) {
      throw new InputException(
          Text.format(
              "the whole image is no farther than %.0f pixels from the mask, so that nothing can"
                  + " leak; make its surroundings smaller",
              distance));
    }
    return new Leakage(1 - Localisation.mass(Localisation.positions(at, map), around), distance);
  }

  private static double radius(Mask mask) {
    return mask.extents().length == 3
        ? Math.cbrt(mask.count() * 3 / (4 * Math.PI))
        : Math.sqrt(mask.count() / Math.PI);
  }
}

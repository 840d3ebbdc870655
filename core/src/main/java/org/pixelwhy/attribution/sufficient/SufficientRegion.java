package org.pixelwhy.attribution.sufficient;

import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.overlap.DistanceTransform;

/**
 * The segment itself, and as much around it as the network needs to draw it again.
 *
 * @param pixels of the network's input
 * @param radius how far it goes beyond the segment, in pixels of the input
 * @param dice of what is predicted from it alone
 * @param passes forward passes that it took
 */
record SufficientRegion(Mask pixels, int radius, double dice, int passes) {
  /**
   * Grows the segment until what is predicted from it alone is the segment again.
   *
   * @param growth pixels by which it grows at a time
   * @param least Dice that is enough
   * @return at most the whole image; empty where the segment is
   */
  static Optional<SufficientRegion> grow(
      Evaluation at, SegmentMatch match, KeptPart kept, int growth, double least) {
    Mask inside = at.geometry().inside(kept.extents());
    DistanceTransform distance =
        DistanceTransform.of(enlarged(match.segment(), kept.extents(), inside));
    double furthest = 0;
    for (int i : inside.indices()) {
      furthest = Math.max(furthest, distance.get(i));
    }
    if (Double.isInfinite(furthest)) {
      return Optional.empty();
    }
    int last = (int) Math.ceil(furthest / growth);
    for (int k = 0; k <= last; k++) {
      at.steps().step("MiSuRe: growing the region", k, last + 1);
      int radius = k * growth;
      Mask pixels = Mask.of(inside.extents(), i -> inside.get(i) && distance.get(i) <= radius);
      double[] shown = new double[pixels.size()];
      Arrays.setAll(shown, i -> pixels.get(i) || !inside.get(i) ? 1 : 0);
      try (Evaluation part = at.elsewhere(kept.under(shown))) {
        double dice = match.dice(part.prediction());
        if (dice >= least || k == last) {
          return Optional.of(new SufficientRegion(pixels, radius, dice, k + 1));
        }
      }
    }
    return Optional.empty();
  }

  /** The segment's pixels in the input, however small it is there. */
  private static Mask enlarged(Mask segment, int[] extents, Mask inside) {
    double[] members = new double[segment.size()];
    Arrays.setAll(members, i -> segment.get(i) ? 1 : 0);
    double[] there = Interpolation.NEAREST.resize(members, segment.extents(), extents);
    boolean[] found = new boolean[there.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = there[i] > 0;
    }
    // Where the output is larger than the input, nearest neighbours may pass a pixel by.
    for (int pixel : segment.indices()) {
      found[below(pixel, segment.extents(), extents)] = true;
    }
    return Mask.of(extents, i -> found[i] && inside.get(i));
  }

  /** The pixel of a grid in which the centre of a pixel of another one lies. */
  private static int below(int pixel, int[] from, int[] to) {
    int rest = pixel;
    int found = 0;
    int stride = 1;
    for (int axis = from.length - 1; axis >= 0; axis--) {
      double centre = (rest % from[axis] + 0.5) * to[axis] / from[axis];
      found += Math.min(to[axis] - 1, (int) centre) * stride;
      rest /= from[axis];
      stride *= to[axis];
    }
    return found;
  }
}

package org.pixelwhy.target;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Given pixels of the network's output, whatever is predicted there: for those who know its
 * geometry. It has no text that could be read again.
 *
 * @param region the pixels, in the geometry of the network's output
 * @param choice the class; where none is stated, the one predicted at most of the pixels
 * @param place a few words for reports
 */
public record OutputTarget(Mask region, ClassChoice choice, String place) implements PlacedTarget {
  public OutputTarget {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(place, "place");
  }

  /** Given pixels of the class with this number, or without one of the class predicted there. */
  public OutputTarget(Mask region, OptionalInt classIndex, String place) {
    this(region, new ClassChoice(classIndex, ""), place);
  }

  @Override
  public Mask pixels(Geometry geometry, int[] extents) {
    requireExtents(region, extents);
    return region;
  }

  static void requireExtents(Mask region, int[] extents) {
    if (!Arrays.equals(region.extents(), extents)) {
      throw new InputException(
          Text.format(
              "the region has extents %s, the network's output %s; give a region of that size",
              Arrays.toString(region.extents()), Arrays.toString(extents)));
    }
  }

  @Override
  public String toString() {
    return place + choice.suffix();
  }
}

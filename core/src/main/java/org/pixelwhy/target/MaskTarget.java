package org.pixelwhy.target;

import java.util.Objects;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;

/**
 * Given pixels of the image, whatever is predicted there. It has no text that could be read again.
 *
 * @param region the pixels, a mask of the original image's size
 * @param choice the class; where none is stated, the one predicted at most of the pixels
 * @param place a few words for reports, such as {@code left lung}
 */
public record MaskTarget(Mask region, ClassChoice choice, String place) implements PlacedTarget {
  public MaskTarget {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(place, "place");
  }

  @Override
  public Mask pixels(Geometry geometry, int[] extents) {
    return geometry.toOutput(region, ImagePoint.planar(extents));
  }

  @Override
  public String toString() {
    return place + choice.suffix();
  }
}

package org.pixelwhy.target;

import java.util.Objects;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;

/**
 * One pixel.
 *
 * @param at where it is in the original image
 * @param choice the class; where none is stated, the one predicted there
 */
public record PixelTarget(ImagePoint at, ClassChoice choice) implements PlacedTarget {
  static final TargetKind KIND =
      new TargetKind(
          "pixel",
          "pixel:X,Y[:CLASS]",
          "one pixel",
          "pixel:120,80",
          text -> new PixelTarget(text.point(), text.classBehindPlace()));

  public PixelTarget {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(choice, "choice");
  }

  /** The pixel at x to the right and y down, of the class predicted there. */
  public PixelTarget(double x, double y) {
    this(new ImagePoint(x, y), ClassChoice.OPEN);
  }

  @Override
  public Mask pixels(Geometry geometry, int[] extents) {
    int pixel = at.outputIndex(geometry, extents);
    return Mask.of(extents, i -> i == pixel);
  }

  @Override
  public String place() {
    return "pixel " + at;
  }

  @Override
  public boolean isSegment() {
    return false;
  }

  @Override
  public String toString() {
    return "pixel:" + ImagePoint.written(at.x(), at.y()) + choice.suffix();
  }
}

package org.pixelwhy.target;

import java.util.Objects;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Rectangle;

/**
 * The pixels in a rectangle, whatever is predicted there.
 *
 * @param rectangle in the original image
 * @param choice the class; where none is stated, the one predicted at most of the pixels
 */
public record RectangleTarget(Rectangle rectangle, ClassChoice choice) implements PlacedTarget {
  static final TargetKind KIND =
      new TargetKind(
          "rectangle",
          "rectangle:X,Y,WIDTH,HEIGHT[:CLASS]",
          "the pixels in a rectangle",
          "rectangle:10,20,60,40",
          RectangleTarget::parse);

  public RectangleTarget {
    Objects.requireNonNull(rectangle, "rectangle");
    Objects.requireNonNull(choice, "choice");
  }

  private static RectangleTarget parse(TargetText text) {
    double[] r = text.numbers(4);
    Rectangle rectangle = new Rectangle(r[0], r[1], r[2], r[3]);
    return new RectangleTarget(rectangle, text.classBehindPlace());
  }

  @Override
  public Mask pixels(Geometry geometry, int[] extents) {
    Mask mask = rectangle.mask(geometry.imageHeight(), geometry.imageWidth());
    return geometry.toOutput(mask, ImagePoint.planar(extents));
  }

  private String numbers() {
    return ImagePoint.written(
        rectangle.left(), rectangle.top(), rectangle.width(), rectangle.height());
  }

  @Override
  public String place() {
    return "rectangle " + numbers();
  }

  @Override
  public String toString() {
    return "rectangle:" + numbers() + choice.suffix();
  }
}

package org.pixelwhy.target;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Polygon;
import org.pixelwhy.tensor.InputException;

/**
 * The pixels in a polygon, whatever is predicted there.
 *
 * @param corners in the original image, at least three; the last is joined to the first
 * @param choice the class; where none is stated, the one predicted at most of the pixels
 */
public record PolygonTarget(List<ImagePoint> corners, ClassChoice choice) implements PlacedTarget {
  static final TargetKind KIND =
      new TargetKind(
          "polygon",
          "polygon:X1,Y1,X2,Y2,X3,Y3...[:CLASS]",
          "the pixels in a polygon",
          "polygon:10,10,60,10,30,50",
          PolygonTarget::parse);

  public PolygonTarget {
    corners = List.copyOf(corners);
    Objects.requireNonNull(choice, "choice");
    polygon(corners);
  }

  private static PolygonTarget parse(TargetText text) {
    double[] xy = text.numbers(-1);
    if (xy.length < 6 || xy.length % 2 != 0) {
      throw new InputException(
          "target 'polygon' needs at least three points as X1,Y1,X2,Y2,X3,Y3; found "
              + text.place());
    }
    List<ImagePoint> corners =
        IntStream.range(0, xy.length / 2)
            .mapToObj(i -> new ImagePoint(xy[2 * i], xy[2 * i + 1]))
            .toList();
    return new PolygonTarget(corners, text.classBehindPlace());
  }

  private static Polygon polygon(List<ImagePoint> corners) {
    return Polygon.of(
        corners.stream().mapToDouble(ImagePoint::x).toArray(),
        corners.stream().mapToDouble(ImagePoint::y).toArray());
  }

  @Override
  public Mask pixels(Geometry geometry, int[] extents) {
    Mask mask = polygon(corners).mask(geometry.imageHeight(), geometry.imageWidth());
    return geometry.toOutput(mask, ImagePoint.planar(extents));
  }

  private String numbers() {
    return ImagePoint.written(
        corners.stream().flatMapToDouble(c -> DoubleStream.of(c.x(), c.y())).toArray());
  }

  @Override
  public String place() {
    return "polygon " + numbers();
  }

  @Override
  public String toString() {
    return "polygon:" + numbers() + choice.suffix();
  }
}

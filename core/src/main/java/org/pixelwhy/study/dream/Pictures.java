package org.pixelwhy.study.dream;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.dream.PictureSpace;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Geometry.Fit;

/**
 * Pictures as they are measured: of one channel, over axes that say how far pixels are apart.
 *
 * <p>Where the image says nothing of millimetres, they are counted in pixels of the image, so that
 * lengths do not depend on the network's size.
 */
final class Pictures {
  private Pictures() {}

  /** The axes of pictures in which an image lies so. */
  static Axes axes(Geometry geometry) {
    int height = geometry.inputHeight();
    int width = geometry.inputWidth();
    Axes image = spaced(geometry.image());
    return geometry.fit() == Fit.RESIZE ? image.resampled(height, width) : image.cut(height, width);
  }

  private static Axes spaced(Axes image) {
    Optional<String> unit = image.unit().filter("mm"::equals);
    if (unit.isPresent() && image.spacing().isPresent()) {
      return image;
    }
    return Axes.of(List.of(unit(Axis.ROWS, image.extent(0)), unit(Axis.COLUMNS, image.extent(1))));
  }

  private static Axis unit(String name, int extent) {
    return new Axis(name, extent, Optional.of(Axis.Spacing.millimetres(1)), Optional.empty());
  }

  /** Whether lengths are in millimetres rather than pixels. */
  static boolean inMillimetres(Geometry geometry) {
    return geometry.image().unit().filter("mm"::equals).isPresent()
        && geometry.image().spacing().isPresent();
  }

  /** The mean of a picture's channels. */
  static Field grey(Axes axes, float[] values, int channels) {
    return new Field(axes, 1, PictureSpace.grey(values, channels), 1, List.of());
  }
}

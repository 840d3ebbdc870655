package org.pixelwhy.render;

import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.tensor.InputException;

/**
 * How a map is laid over the image it explains.
 *
 * <p>The map is brought to the image's size bilinearly with half-pixel centres; a map of the
 * image's size meets it pixel by pixel. Values that are no numbers are not drawn.
 *
 * @param opacity of the map, from 0 to 1
 * @param faded whether a pixel's opacity also grows with its value's distance from zero (or from
 *     the low end), so that the image shows through where the map says little
 */
public record Overlay(double opacity, boolean faded) {
  /** Where a faded map reaches its full opacity, as a part of the range. */
  private static final double FULL_STRENGTH = 0.5;

  public Overlay {
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new InputException("illegal opacity: " + opacity + ", must be between 0 and 1");
    }
  }

  /** Opacity 0.8, faded. */
  public static Overlay usual() {
    return new Overlay(0.8, true);
  }

  /** The map over the image, in the image's size. */
  public Picture draw(Image image, Grid map, Coloring coloring) {
    Picture picture = Picture.of(image);
    Grid fitted = Resampling.BILINEAR_ANTIALIASED.resize(map, image.height(), image.width());
    return picture.with(layer(fitted, coloring));
  }

  /** The map alone, in its own size, with the transparency it has over an image. */
  public Picture layer(Grid map, Coloring coloring) {
    int[] argb = Picture.allocate(map.height(), map.width());
    for (int i = 0; i < argb.length; i++) {
      float value = map.values()[i];
      if (!Float.isNaN(value)) {
        argb[i] = Blend.withAlpha(coloring.rgb(value), alpha(coloring.range().strength(value)));
      }
    }
    return new Picture(map.height(), map.width(), argb);
  }

  private double alpha(double strength) {
    return faded ? opacity * Math.min(1, strength / FULL_STRENGTH) : opacity;
  }
}

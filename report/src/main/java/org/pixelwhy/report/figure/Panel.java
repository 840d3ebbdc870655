package org.pixelwhy.report.figure;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.Picture;

/**
 * A picture of a figure.
 *
 * @param title above it
 * @param base the image
 * @param layer draws over the image, which it is given in the size that is printed
 * @param lines drawn along masks' borders, the first one lowest
 * @param bar the key to its colours, where it is a map
 * @param legend the key to the colours of a mask
 */
public record Panel(
    String title,
    Picture base,
    UnaryOperator<Picture> layer,
    List<Border> lines,
    Optional<ColorBar> bar,
    List<Key> legend) {
  public Panel {
    lines = List.copyOf(lines);
    legend = List.copyOf(legend);
  }

  /**
   * The line along a mask's border.
   *
   * @param rgb its colour, {@code 0xRRGGBB}
   * @param dashed whether the border itself is meant
   */
  public record Border(Mask mask, int rgb, boolean dashed) {}

  /** What a colour means. */
  public record Key(String name, int rgb) {}
}

package org.pixelwhy.render;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How many pixels a picture is drawn with, so that lengths along rows and columns are true to each
 * other: a coronal slice of a volume of 14 thick slices is no strip of 14 pixels.
 *
 * @param rows of the drawing
 * @param columns of the drawing
 */
public record DisplaySize(int rows, int columns) {
  /** The longer side of what is measured has so many pixels at least, for letters to be read. */
  private static final int LEAST = 512;

  /** Stretching alone makes no picture longer than this. */
  private static final int MOST = 2048;

  public DisplaySize {
    if (rows < 1 || columns < 1) {
      throw new InputException(
          Text.format("illegal size of a drawing: %d x %d pixels", columns, rows));
    }
  }

  /**
   * The size for pixels that lie on two axes: their own number where nothing is known of them but
   * that; else at least one pixel for each of the finer axis, and {@value #LEAST} for the longer
   * side.
   */
  public static DisplaySize of(Axes axes) {
    int rows = axes.extent(0);
    int columns = axes.extent(1);
    Optional<List<Double>> spacing = axes.spacing();
    if (spacing.isEmpty() && !axes.oriented()) {
      return new DisplaySize(rows, columns);
    }
    double high = spacing.map(steps -> steps.get(0)).orElse(1.0);
    double wide = spacing.map(steps -> steps.get(1)).orElse(1.0);
    double finest = Math.min(high, wide);
    double longer = Math.max(rows * high, columns * wide) / finest;
    double most = Math.max(MOST, Math.max(rows, columns));
    double factor = longer > most ? most / longer : Math.max(1, Math.ceil(LEAST / longer));
    return new DisplaySize(
        pixels(rows * high / finest * factor), pixels(columns * wide / finest * factor));
  }

  private static int pixels(double length) {
    return (int) Math.max(1, Math.round(length));
  }

  /** An image drawn so large. */
  public Image of(Image image) {
    return Resampling.BILINEAR_ANTIALIASED.resize(image, rows, columns);
  }

  /** A map drawn so large. */
  public Grid of(Grid map) {
    return Resampling.BILINEAR_ANTIALIASED.resize(map, rows, columns);
  }

  /** A mask drawn so large. */
  public Mask of(Mask mask) {
    return Resampling.resize(mask, rows, columns);
  }
}

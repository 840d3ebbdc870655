package org.pixelwhy.faithfulness;

import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How much of an explanation lies on what is known to decide, for images that were made so that it
 * is known.
 *
 * <p>A map's mass is the sum of its positive values. An explanation that misses the deciding shape,
 * or gives a shape more that has nothing to do with the answer, is wrong whatever it looks like.
 *
 * @param segment share of the mass on the segmented shape, 0 to 1
 * @param deciding share of the mass on the shape that decides which one is segmented
 * @param distractor share of the mass on the shape that is neither
 * @param area share of the pixels that the deciding shape has: its share of a map of equal values
 */
public record EssentialShare(double segment, double deciding, double distractor, double area) {
  /**
   * The shares of a map.
   *
   * @param map in the image's geometry; NaN counts as nothing
   * @throws InputException if the masks are not of the map's size
   */
  public static EssentialShare of(Grid map, Mask segment, Mask deciding, Mask distractor) {
    for (Mask mask : new Mask[] {segment, deciding, distractor}) {
      if (mask.height() != map.height() || mask.width() != map.width()) {
        throw new InputException(
            Text.format(
                "a map of %d x %d pixels cannot be compared with %s",
                map.width(), map.height(), mask));
      }
    }
    double all = 0;
    for (float value : map.values()) {
      all += positive(value);
    }
    double area = (double) deciding.count() / map.values().length;
    return new EssentialShare(
        share(map, segment, all), share(map, deciding, all), share(map, distractor, all), area);
  }

  private static double share(Grid map, Mask mask, double all) {
    double sum = 0;
    for (int i : mask.indices()) {
      sum += positive(map.values()[i]);
    }
    return all > 0 ? sum / all : 0;
  }

  private static double positive(float value) {
    return value > 0 ? value : 0;
  }

  /** Place of the deciding shape between it and the distractor, the one of more mass first. */
  public int rank() {
    return deciding > distractor ? 1 : 2;
  }

  /** Whether the deciding shape got more than the distractor, and more than by chance. */
  public boolean isSeen() {
    return rank() == 1 && deciding > area;
  }
}

package org.pixelwhy.study.noise;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;

/**
 * An image to be looked at, with its maps; all of the image's own size.
 *
 * @param truth where the class really is
 * @param prediction where the network says it is
 * @param dice of the two
 */
public record ShownCase(
    String name, Image image, Mask truth, Mask prediction, double dice, List<ShownMap> maps) {
  /**
   * A map of it.
   *
   * @param map what is drawn: of explainers what is positive of -z
   * @param steps what is shown of the image, from nothing to everything
   * @param noised the image with as much noise as it bears, where the map says so
   */
  public record ShownMap(String name, Grid map, List<Step> steps, Optional<Image> noised) {
    public ShownMap {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Pixels that are shown.
   *
   * @param label in words, such as {@code B <= 0.3}
   */
  public record Step(String label, Mask visible) {}

  public ShownCase {
    maps = List.copyOf(maps);
  }
}

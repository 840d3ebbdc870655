package org.pixelwhy.data;

import java.util.List;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * An image and the class of each of its pixels.
 *
 * @param name of the entry that it was read from
 * @param image as in its file
 * @param labels of the image's size
 * @param spacing distance of neighbouring rows and of neighbouring columns in millimetres; empty
 *     where it is unknown
 */
public record Sample(String name, Image image, LabelMap labels, List<Double> spacing) {
  public Sample {
    if (image.height() != labels.height() || image.width() != labels.width()) {
      throw new InputException(
          Text.format(
              "%s: the image has %d x %d pixels, its mask %d x %d; they must be of one size",
              name, image.width(), image.height(), labels.width(), labels.height()));
    }
    spacing = List.copyOf(spacing);
    if (!spacing.isEmpty()
        && (spacing.size() != 2 || spacing.stream().anyMatch(mm -> !(mm > 0 && mm < 1e6)))) {
      throw new InputException(
          Text.format(
              "%s: a spacing is two positive numbers of millimetres, found %s", name, spacing));
    }
  }

  /** A sample whose pixels have no known size. */
  public Sample(String name, Image image, LabelMap labels) {
    this(name, image, labels, List.of());
  }
}

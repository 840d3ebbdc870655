package org.pixelwhy.data;

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
 */
public record Sample(String name, Image image, LabelMap labels) {
  public Sample {
    if (image.height() != labels.height() || image.width() != labels.width()) {
      throw new InputException(
          Text.format(
              "%s: the image has %d x %d pixels, its mask %d x %d; they must be of one size",
              name, image.width(), image.height(), labels.width(), labels.height()));
    }
  }
}

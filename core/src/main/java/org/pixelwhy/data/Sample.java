package org.pixelwhy.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * An image and the class of each of its pixels.
 *
 * @param name of the entry that it was read from
 * @param image as in its file
 * @param labels of the image's size
 * @param regions pixels of which something else is known than their class, by what it is, in order;
 *     of the image's size, none for images that were not made
 */
public record Sample(String name, Image image, LabelMap labels, Map<String, Mask> regions) {
  public Sample {
    if (image.height() != labels.height() || image.width() != labels.width()) {
      throw new InputException(
          Text.format(
              "%s: the image has %d x %d pixels, its mask %d x %d; they must be of one size",
              name, image.width(), image.height(), labels.width(), labels.height()));
    }
    regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
    regions.forEach(
        (region, mask) -> {
          if (!Arrays.equals(mask.extents(), new int[] {image.height(), image.width()})) {
            throw new InputException(
                Text.format("%s: region '%s' is not of the image's size", name, region));
          }
        });
  }

  /** The same image with other labels. */
  public Sample with(LabelMap others) {
    return new Sample(name, image, others, regions);
  }

  /** A sample of which nothing is known but the classes. */
  public Sample(String name, Image image, LabelMap labels) {
    this(name, image, labels, Map.of());
  }
}

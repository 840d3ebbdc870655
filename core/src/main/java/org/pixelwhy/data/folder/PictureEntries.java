package org.pixelwhy.data.folder;

import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Entries of an image file and a mask file. */
final class PictureEntries {
  private PictureEntries() {}

  static Entry entry(
      String name,
      String group,
      Optional<Part> part,
      Path image,
      Optional<Path> mask,
      LabelCoding coding) {
    return new Entry(name, group, part, () -> read(name, image, mask, coding));
  }

  private static Sample read(String name, Path image, Optional<Path> mask, LabelCoding coding) {
    Path labels =
        mask.orElseThrow(() -> new InputException(image + ": there is no mask for this image"));
    return sample(name, image, labels, coding.read(labels));
  }

  /** The sample, or an error that names both files. */
  static Sample sample(String name, Path file, Path mask, LabelMap labels) {
    Image image = ImageReader.read(file);
    if (image.height() != labels.height() || image.width() != labels.width()) {
      throw new InputException(
          Text.format(
              "%s: the mask has %d x %d pixels, its image %s %d x %d; they must be of one size",
              mask,
              labels.width(),
              labels.height(),
              file.getFileName(),
              image.width(),
              image.height()));
    }
    return new Sample(name, image, labels);
  }
}

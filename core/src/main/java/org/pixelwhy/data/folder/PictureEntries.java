package org.pixelwhy.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  /** Noted of an image whose mask lies as its rows and columns are stored. */
  static final String AS_STORED =
      "not turned as its EXIF orientation says, because its mask is not either";

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

  /**
   * The sample, or an error that names both files. An image and its mask are both turned upright,
   * or neither: a mask without EXIF orientation that has the size of the stored image lies like it.
   */
  static Sample sample(String name, Path file, Path mask, LabelMap labels) {
    Image image = image(file, mask, labels);
    if (!fits(image, labels)) {
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

  private static Image image(Path file, Path mask, LabelMap labels) {
    if (!ImageReader.isTurned(file) || ImageReader.isTurned(mask)) {
      return ImageReader.read(file);
    }
    Image stored = ImageReader.asStored(file);
    if (!fits(stored, labels)) {
      return ImageReader.read(file);
    }
    List<String> notes = new ArrayList<>(stored.notes());
    boolean either = stored.height() == stored.width() || fits(ImageReader.read(file), labels);
    notes.add(either ? AS_STORED + "; both ways fit, look at the contact sheet" : AS_STORED);
    return new Image(
        stored.channels(), stored.height(), stored.width(), stored.values(), stored.range(), notes);
  }

  private static boolean fits(Image image, LabelMap labels) {
    return image.height() == labels.height() && image.width() == labels.width();
  }
}

package org.pixelwhy.study.comparison;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.catalogue.GivenMask;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.study.ImageFolder;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The ground truth of images.
 *
 * @param folder of the masks; empty where there is no ground truth
 * @param files in it
 * @param label of the pixels that belong to the target's class, or all that are not zero
 */
record TruthMasks(Optional<Path> folder, List<Path> files, OptionalInt label) {
  static TruthMasks of(CompareRequest request) {
    List<Path> files = request.masks().map(ImageFolder::images).orElse(List.of());
    return new TruthMasks(request.masks(), files, request.label());
  }

  /** The mask's file, if there is one. */
  Optional<Path> file(ImageSource image) {
    return ImageFolder.mask(files, image);
  }

  /**
   * Makes sure that there is a mask where there must be one.
   *
   * @throws InputException if there is none of the image's name
   */
  void require(ImageSource image) {
    if (folder.isPresent() && file(image).isEmpty()) {
      throw new InputException(
          Text.format("%s: there is no mask of that name in %s", image.name(), folder.get()));
    }
  }

  /**
   * The mask of an image; empty where there is no ground truth.
   *
   * @throws InputException if it cannot be read or has another size
   */
  Optional<Mask> of(ImageResult image) {
    return truth(image.source()).map(truth -> truth.of(image));
  }

  /** The ground truth of an image, not read yet. */
  Optional<GroundTruth> truth(ImageSource image) {
    return file(image).map(found -> new GroundTruth(new GivenMask(found, label)));
  }
}

package org.pixelwhy.study.prediction;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.study.ImageFolder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The ground truth of images.
 *
 * @param given a folder with masks, or a mask; empty where there is no ground truth
 * @param files in that folder
 */
record TruthFiles(Optional<Path> given, List<Path> files) {
  static TruthFiles of(PredictRequest request) {
    Optional<Path> folder = request.truth().filter(Files::isDirectory);
    return new TruthFiles(request.truth(), folder.map(ImageFolder::images).orElse(List.of()));
  }

  /**
   * The file that holds an image's masks; empty where there is no ground truth at all.
   *
   * @throws InputException if there is some, and none of this image
   */
  Optional<Path> of(ImageSource image) {
    if (given.isEmpty() || files.isEmpty()) {
      return given;
    }
    Optional<Path> found = ImageFolder.mask(files, image);
    if (found.isEmpty()) {
      throw new InputException(
          Text.format("%s: there is no mask of that name in %s", image.name(), given.get()));
    }
    return found;
  }

  /**
   * The pixels of a class.
   *
   * @param label of the class; empty where all that is not zero is it
   * @throws InputException if the file cannot be read or has another size
   */
  static Mask read(Path file, OptionalInt label, Axes image) {
    Mask mask = MaskReader.read(file, label, image);
    if (mask.height() != image.extent(-2) || mask.width() != image.extent(-1)) {
      throw new InputException(
          Text.format(
              "%s: the mask has %d x %d pixels, its image %d x %d; they must be of one size",
              file, mask.width(), mask.height(), image.extent(-1), image.extent(-2)));
    }
    return mask;
  }
}

package org.pixelwhy.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.data.folder.MaskNames;
import org.pixelwhy.data.folder.PictureNames;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.tensor.InputException;

/** The images in a folder, by their names' endings. */
public final class ImageFolder {
  private ImageFolder() {}

  /**
   * The images directly in a folder, in the order of their names; hidden files are left out.
   *
   * @throws InputException if it is no folder, or holds none
   */
  public static List<Path> images(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": expected a folder with images, found none");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> images =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !name(file).startsWith("."))
              .filter(file -> PictureNames.isPicture(name(file)))
              .sorted()
              .toList();
      if (images.isEmpty()) {
        throw new InputException(
            folder + ": the folder holds no image (.png, .jpg, .tif, .gif or .npy)");
      }
      return images;
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The mask of an image: of the same name, perhaps with {@code _mask} or the like added, {@link
   * MaskNames}.
   */
  public static Optional<Path> mask(List<Path> masks, ImageSource image) {
    String stem = image.stem();
    return masks.stream().filter(file -> MaskNames.belong(stem(file), stem)).findFirst();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String stem(Path file) {
    int dot = name(file).lastIndexOf('.');
    return dot < 0 ? name(file) : name(file).substring(0, dot);
  }
}

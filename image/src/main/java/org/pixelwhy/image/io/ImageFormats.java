package org.pixelwhy.image.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The formats on the class path. */
final class ImageFormats {
  private static final List<ImageFormat> ALL =
      ServiceLoader.load(ImageFormat.class, ImageFormats.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private static final String EXPECTED = "a volume (NIfTI, NRRD, DICOM or a folder of DICOM files)";

  private ImageFormats() {}

  /** The format of a file that starts so. */
  static Optional<ImageFormat> of(Path file, FileStart start) {
    return ALL.stream()
        .filter(format -> format.recognises(file, start.bytes(), start.packed()))
        .findFirst();
  }

  /** The format of a file, or of the files of a folder; empty where this module reads it itself. */
  static Optional<ImageFormat> of(Path path) {
    if (Files.isDirectory(path)) {
      return ALL.stream().filter(format -> !format.files(path).isEmpty()).findFirst();
    }
    return of(path, FileStart.of(path));
  }

  /**
   * The format of a volume.
   *
   * @throws InputException if there is none at the path
   */
  static ImageFormat ofVolume(Path path) {
    Optional<ImageFormat> format = of(path);
    if (format.isEmpty() && !Files.isDirectory(path)) {
      FileKind kind = FileKind.of(path, EXPECTED);
      throw new InputException(Text.format("%s: expected %s, found %s", path, EXPECTED, kind));
    }
    return format.orElseThrow(
        () -> new InputException(Text.format("%s: expected %s, found none", path, EXPECTED)));
  }
}

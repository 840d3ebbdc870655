package org.pixelwhy.app.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pixelwhy.model.card.BioImageIo;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Where a network is that users name by its folder. */
final class NetworkFile {
  private NetworkFile() {}

  /**
   * The only ONNX file of a folder that is no package; anything else is what it is.
   *
   * @throws InputException if it holds several, or none
   */
  static Path of(Path given) {
    if (!Files.isDirectory(given) || BioImageIo.isPackage(given)) {
      return given;
    }
    List<Path> found;
    try (Stream<Path> files = Files.list(given)) {
      found = files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
    } catch (IOException e) {
      throw new InputException(given + ": cannot be read: " + e.getMessage(), e);
    }
    if (found.size() != 1) {
      throw new InputException(
          found.isEmpty()
              ? given + ": holds neither an ONNX file nor a bioimage.io package; name the file"
              : Text.format(
                  "%s: holds %d ONNX files; name one, such as %s",
                  given, found.size(), found.get(0)));
    }
    return found.get(0);
  }
}

package org.pixelwhy.server.opened;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pixelwhy.model.card.BioImageIo;

/** Where a network lies in what was sent. */
final class SentNetwork {
  private SentNetwork() {}

  /**
   * The network in a file or folder: of a folder the package where it describes itself, else its
   * only ONNX file.
   */
  static Path in(Path place) {
    if (!Files.isDirectory(place) || BioImageIo.isPackage(place)) {
      return place;
    }
    try (Stream<Path> files = Files.list(place)) {
      List<Path> networks =
          files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")).toList();
      return networks.size() == 1 ? networks.get(0) : place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

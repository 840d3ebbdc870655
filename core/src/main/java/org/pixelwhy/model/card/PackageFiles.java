package org.pixelwhy.model.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The files of one package: nothing outside its folder is ever named. */
final class PackageFiles {
  private static final List<String> NAMES =
      List.of("bioimageio.yaml", "rdf.yaml", "bioimageio.yml", "rdf.yml", "model.yaml");

  private final Path folder;

  /**
   * The files beside a description.
   *
   * @throws InputException if the folder cannot be read
   */
  PackageFiles(Path description) {
    try {
      folder = description.toAbsolutePath().getParent().toRealPath();
    } catch (IOException e) {
      throw new InputException(description + ": its folder cannot be read: " + e.getMessage(), e);
    }
  }

  /** The description in a folder; a file is its own. */
  static Path description(Path fileOrFolder) {
    if (!Files.isDirectory(fileOrFolder)) {
      return fileOrFolder;
    }
    return within(fileOrFolder)
        .orElseThrow(
            () ->
                new InputException(
                    fileOrFolder
                        + ": holds no bioimage.io description; expected bioimageio.yaml or"
                        + " rdf.yaml"));
  }

  /** The description in a folder, if there is one, and no doubt which. */
  static Optional<Path> within(Path folder) {
    for (String name : NAMES) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return Optional.of(folder.resolve(name));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> others = files.filter(file -> file.toString().endsWith(".model.yaml")).toList();
      return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The file that a description names; empty if it is not there. Of an address on the network the
   * last part counts, since packages carry what they name.
   *
   * @throws InputException if the name leads out of the folder
   */
  Optional<Path> find(YamlNode source) {
    String name = source.text();
    if (name.matches("(?i)[a-z][a-z0-9+.-]+://.*")) {
      name = name.replaceFirst("[?#].*$", "").replaceFirst("/content$", "");
      name = name.substring(name.lastIndexOf('/') + 1);
    }
    try {
      Path file = folder.resolve(name).normalize();
      if (name.isEmpty() || name.contains("\\") || !file.startsWith(folder)) {
        throw outside(source);
      }
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      if (!file.toRealPath().startsWith(folder)) {
        throw outside(source);
      }
      return Optional.of(file);
    } catch (InvalidPathException | IOException e) {
      throw source.error("is no usable file name: " + e.getMessage());
    }
  }

  private static InputException outside(YamlNode source) {
    return source.error(
        Text.format(
            "'%s' leads out of the package's folder, which is refused; expected a file in it",
            source.text()));
  }
}

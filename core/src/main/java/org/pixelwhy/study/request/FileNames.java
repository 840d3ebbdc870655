package org.pixelwhy.study.request;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How files are named in a file that names others: absolute where they were given so, else from the
 * folder that the naming file lies in, so that both may be moved together.
 *
 * @param folder of the file that names others
 */
public record FileNames(Path folder) {
  /** Names that are good where the program runs. */
  static final FileNames HERE = new FileNames(Path.of(""));

  /** The name of a file that is given from where the program runs. */
  String name(Path file) {
    if (file.isAbsolute()) {
      return file.toString();
    }
    Path from = folder.toAbsolutePath().normalize();
    Path to = file.toAbsolutePath().normalize();
    boolean together = from.getRoot().equals(to.getRoot());
    // With the same signs on every system, so that a folder can be moved to another one.
    return together ? from.relativize(to).toString().replace('\\', '/') : to.toString();
  }

  /**
   * The file of a name, from where the program runs.
   *
   * @throws InputException if no file can be called so
   */
  public Path file(String name) {
    try {
      Path file = Path.of(name);
      return file.isAbsolute() ? file : folder.resolve(file).normalize();
    } catch (InvalidPathException e) {
      throw new InputException(Text.format("'%s' is no file's name", name), e);
    }
  }
}

package org.pixelwhy.tensor;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps readers from what is no file: a named pipe that nobody writes to would be waited for
 * without end, and a device has none.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Requires that a path leads to a file, by links or not. A path that leads nowhere is left to the
   * reader.
   *
   * @throws InputException if a folder, pipe, device or socket is there
   */
  public static void require(Path path) {
    if (Files.isDirectory(path)) {
      throw new InputException(path + ": is a folder, expected a file");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new InputException(
          path + ": is a pipe or device, expected a file; write what it gives into a file first");
    }
  }
}

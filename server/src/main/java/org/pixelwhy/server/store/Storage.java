package org.pixelwhy.server.store;

import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.tensor.InputException;

/**
 * Where things are kept.
 *
 * @param folder the data folder; empty where nothing outlives the process
 * @param database of rows; empty for one inside of the folder
 */
public record Storage(Optional<Path> folder, Optional<DatabaseAddress> database) {
  /** Nothing outlives the process. */
  public static final Storage NOTHING = new Storage(Optional.empty(), Optional.empty());

  public Storage {
    if (folder.isEmpty() && database.isPresent()) {
      throw InputException.about(
          "data folder",
          "a database keeps rows only: a data folder is needed for models, images and maps");
    }
  }

  /** All in one folder. */
  public static Storage in(Path folder) {
    return new Storage(Optional.of(folder), Optional.empty());
  }
}

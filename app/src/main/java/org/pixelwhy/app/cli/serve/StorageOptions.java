package org.pixelwhy.app.cli.serve;

import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.server.store.DatabaseAddress;
import org.pixelwhy.server.store.Storage;
import picocli.CommandLine.Option;

/** Where the server keeps things. */
final class StorageOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Where models, images and explanations are kept; 'none' keeps nothing",
        "($XDG_DATA_HOME/pixelwhy, or ~/.local/share/pixelwhy)."
      })
  private String data;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "A PostgreSQL database for what --data holds besides files, such as",
        "postgresql://me@localhost/pixelwhy; a file of H2 in --data where none is given."
      })
  private String database;

  Storage storage() {
    return new Storage(folder(), Optional.ofNullable(database).map(DatabaseAddress::postgresql));
  }

  /** Where the person's other programs keep what is theirs, unless another folder is named. */
  private Optional<Path> folder() {
    if (data != null) {
      return Optional.of(data).filter(text -> !text.equals("none")).map(Path::of);
    }
    String base = System.getenv("XDG_DATA_HOME");
    Path shared =
        base == null || !Path.of(base).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(base);
    return Optional.of(shared.resolve("pixelwhy"));
  }
}

package org.pixelwhy.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** A folder that belongs to one process at a time. */
final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final String identity;

  private DataFolder(Path path, FileChannel channel, String identity) {
    this.path = path;
    this.channel = channel;
    this.identity = identity;
  }

  /**
   * Takes a folder, and makes it where there is none.
   *
   * @throws InputException if another process has it, or nothing may be written there
   */
  static DataFolder take(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    FileChannel channel = null;
    try {
      Files.createDirectories(whole);
      channel =
          FileChannel.open(
              whole.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        throw InputException.about(
            "data folder",
            Text.format("%s: another server has this data folder; end it first", whole));
      }
      return new DataFolder(whole, channel, identity(whole.resolve("identity")));
    } catch (IOException e) {
      close(channel);
      throw unusable(whole, e);
    } catch (InputException e) {
      close(channel);
      throw e;
    }
  }

  /**
   * A folder that another process may have: only what identifies it is read, and made where there
   * is none yet.
   */
  static DataFolder visit(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(whole);
      return new DataFolder(whole, null, identity(whole.resolve("identity")));
    } catch (IOException e) {
      throw unusable(whole, e);
    }
  }

  private static InputException unusable(Path whole, IOException e) {
    return InputException.about(
        "data folder",
        Text.format("%s: cannot be used as data folder: %s", whole, e.getMessage()),
        e);
  }

  /** The operating system ends the lock with the process, however that ends. */
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** By which a database knows the folder again that its rows name files of. */
  private static String identity(Path file) throws IOException {
    if (!Files.exists(file)) {
      Path aside = file.resolveSibling("identity.new");
      Files.writeString(aside, UUID.randomUUID().toString());
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
    String text = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (!text.matches("[0-9a-f-]{36}")) {
      throw new IOException("its file 'identity' is damaged");
    }
    return text;
  }

  Path path() {
    return path;
  }

  String identity() {
    return identity;
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The lock goes with the process.
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}

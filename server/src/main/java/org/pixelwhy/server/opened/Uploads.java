package org.pixelwhy.server.opened;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.pixelwhy.server.store.Archive;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.server.store.StoreGoneException;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Files that were sent, under names that are made of their bytes: no name that a client sends ever
 * reaches the file system.
 */
final class Uploads {
  private static final int LONGEST_TITLE = 80;
  private static final String SEVERAL = "the file";

  private final Map<Path, String> titles = new ConcurrentHashMap<>();
  private final Store store;

  Uploads(Store store) {
    this.store = store;
  }

  /**
   * Stores what is sent.
   *
   * @param title what the client calls it, for messages only
   * @throws TooMuchException if there are more bytes than are allowed; nothing is kept then
   */
  Held store(InputStream sent, String title, long most) {
    Held held =
        store
            .blobs()
            .put(
                sent,
                most,
                allowed ->
                    new TooMuchException(
                        Text.format("more than the %d bytes that are allowed were sent", allowed)));
    call(held.path(), title);
    return held;
  }

  /**
   * Where a network or image that was sent is read from: the file, or, where that is an archive,
   * the folder of its files.
   *
   * @throws TooMuchException if the archive's files have more bytes than are allowed
   */
  Path place(Held held, String title, long most) {
    if (!Archive.is(held.path())) {
      return held.path();
    }
    Path folder =
        store
            .blobs()
            .unpack(
                held,
                most,
                allowed ->
                    new TooMuchException(
                        Text.format(
                            "the archive's files have more than the %d bytes that are allowed",
                            allowed)));
    return named(folder, title);
  }

  /** The same of what was stored before. */
  Path place(String hash, String title) {
    Path folder = store.blobs().unpacked(hash);
    if (Files.isDirectory(folder)) {
      return named(folder, title);
    }
    Path file = store.blobs().path(hash);
    call(file, title);
    return file;
  }

  private Path named(Path folder, String title) {
    call(folder, title);
    return onlyOne(folder);
  }

  /** What is in a folder of one thing, and in that; archives often hold one folder. */
  private static Path onlyOne(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.limit(2).toList();
      if (all.size() != 1) {
        return folder;
      }
      return Files.isDirectory(all.get(0)) ? onlyOne(all.get(0)) : all.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets go of what cannot be used, and says why by the name that its sender knows.
   *
   * @param reason a {@link RuntimeException}, or that it takes more memory than there is: whatever
   *     was begun with it is garbage by now, so that there is room again
   */
  RuntimeException refused(Held held, String title, Throwable reason) {
    RuntimeException told = told(held, title, reason);
    held.close();
    sweep();
    return told;
  }

  private RuntimeException told(Held held, String title, Throwable reason) {
    if (reason instanceof OutOfMemoryError) {
      System.getLogger("org.pixelwhy.server").log(Level.WARNING, title + ": " + reason);
      return new TooMuchException(
          title + ": takes more memory than the server has; send a smaller one");
    }
    if (reason instanceof InputException && !(reason instanceof TooMuchException)) {
      return new InputException(
          named(reason.getMessage().replace(held.path().toString(), title)), reason);
    }
    return (RuntimeException) reason;
  }

  /** Deletes files that nothing refers to any more. */
  void sweep() {
    try {
      store.sweep();
    } catch (StoreGoneException e) {
      // The next sweep finds them.
    }
  }

  /**
   * A file of this machine, which is called by its name alone. Of one that several people sent
   * nobody is told what others call it.
   */
  void call(Path file, String title) {
    titles.merge(file, title, (one, other) -> one.equals(other) ? one : SEVERAL);
  }

  /** A message in which files are called as the client calls them. */
  String named(String message) {
    String text = message;
    for (Map.Entry<Path, String> file : titles.entrySet()) {
      text = text.replace(file.getKey().toString(), file.getValue());
    }
    return text;
  }

  /** The last part of a name as it is shown: no folders, no control characters, not too long. */
  static String title(String sent, String otherwise) {
    String name = sent == null ? "" : sent.replaceAll(".*[/\\\\]", "").replaceAll("\\p{C}", "");
    String shown = name.length() > LONGEST_TITLE ? name.substring(0, LONGEST_TITLE) : name;
    return shown.isBlank() ? otherwise : shown.strip();
  }
}

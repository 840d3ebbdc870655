package org.pixelwhy.server.opened;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Files that were sent, each in a folder of its own under a name that is made up here: no name that
 * a client sends ever reaches the file system. They go with the process.
 */
final class Uploads {
  private static final int LONGEST_TITLE = 80;

  private final Map<Path, String> titles = new ConcurrentHashMap<>();
  private final Set<Path> stored = ConcurrentHashMap.newKeySet();

  /**
   * Stores what is sent.
   *
   * @param title what the client calls it, for messages only
   * @throws TooMuchException if there are more bytes than are allowed; nothing is kept then
   */
  Path store(InputStream sent, String title, String suffix, long most) {
    try {
      Path folder = Files.createTempDirectory(ProcessFolder.own(), "upload-");
      Path file = folder.resolve("file" + suffix);
      titles.put(file, title);
      stored.add(file);
      try {
        copy(sent, file, most);
      } catch (IOException | RuntimeException e) {
        delete(file);
        throw e;
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(InputStream sent, Path file, long most) throws IOException {
    byte[] block = new byte[1 << 16];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = sent.read(block); read >= 0; read = sent.read(block)) {
        total += read;
        if (total > most) {
          throw new TooMuchException(
              Text.format("more than the %d bytes that are allowed were sent", most));
        }
        out.write(block, 0, read);
      }
    }
    if (total == 0) {
      throw new InputException("nothing was sent; send the file's bytes as the request's body");
    }
  }

  /** Deletes a file that was stored, with its folder; files of this machine stay. */
  void delete(Path file) {
    if (stored.remove(file)) {
      titles.remove(file);
      try {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.getParent());
      } catch (IOException e) {
        // Goes with the process.
      }
    }
  }

  /** Deletes a file that cannot be used, and says why by the name that its sender knows. */
  RuntimeException refused(Path file, RuntimeException reason) {
    boolean inputs = reason instanceof InputException && !(reason instanceof TooMuchException);
    RuntimeException told =
        inputs ? new InputException(named(reason.getMessage()), reason) : reason;
    delete(file);
    return told;
  }

  /** A file of this machine, which is called by its name alone. */
  void call(Path file, String title) {
    titles.put(file, title);
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

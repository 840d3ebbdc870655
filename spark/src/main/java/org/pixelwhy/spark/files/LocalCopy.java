package org.pixelwhy.spark.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.digest.Sha256;

/**
 * A file of any file system, or what is directly in a folder, on this machine, so that it is read
 * as any other file is, by the same code; gone when it is closed.
 *
 * @param uri where it comes from
 * @param file of the same name, or folder
 * @param hashes SHA-256 of the bytes of each file, in hexadecimal digits
 */
public record LocalCopy(String uri, Path file, Map<Path, String> hashes) implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  public LocalCopy {
    hashes = Map.copyOf(hashes);
  }

  /**
   * Copies a file or folder.
   *
   * @throws InputException if there is none, which no further try would change
   * @throws IOException if it cannot be read now
   */
  public static LocalCopy of(String uri, Configuration configuration) throws IOException {
    Path folder = Files.createTempDirectory(ProcessFolder.own(), "image");
    try {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(uri);
      FileSystem system = path.getFileSystem(configuration);
      Path place = folder.resolve(path.getName());
      Map<Path, String> hashes = new HashMap<>();
      if (system.getFileStatus(path).isFile()) {
        hashes.put(place, copy(system, path, place));
      } else {
        Files.createDirectory(place);
        for (FileStatus status : system.listStatus(path)) {
          String name = status.getPath().getName();
          if (status.isFile() && !name.startsWith(".")) {
            Path file = place.resolve(name);
            hashes.put(file, copy(system, status.getPath(), file));
          }
        }
      }
      return new LocalCopy(uri, place, hashes);
    } catch (FileNotFoundException e) {
      ProcessFolder.delete(folder);
      throw new InputException(uri + ": no such file", e);
    } catch (IOException | RuntimeException e) {
      ProcessFolder.delete(folder);
      throw e;
    }
  }

  private static String copy(FileSystem system, org.apache.hadoop.fs.Path from, Path to)
      throws IOException {
    Sha256 digest = new Sha256();
    byte[] piece = new byte[PIECE];
    try (InputStream in = system.open(from);
        OutputStream out = Files.newOutputStream(to)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        digest.and(piece, count);
        out.write(piece, 0, count);
      }
    }
    return digest.hex();
  }

  /**
   * SHA-256 of some of the files: of one its bytes', of several their hashes', whatever they are
   * called.
   */
  public String sha256(List<Path> files) {
    if (files.size() == 1) {
      return hashes.get(files.get(0));
    }
    String all = String.join("\n", files.stream().map(hashes::get).sorted().toList());
    return sha256(all);
  }

  /** SHA-256 of a text, in hexadecimal digits. */
  public static String sha256(String text) {
    return new Sha256().and(text).hex();
  }

  /** What was said of the copy, said of what was copied. */
  public String named(String message) {
    return message.replace(file.toString(), uri);
  }

  @Override
  public void close() throws IOException {
    ProcessFolder.delete(file.getParent());
  }
}

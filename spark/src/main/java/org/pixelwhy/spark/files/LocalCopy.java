package org.pixelwhy.spark.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.tensor.InputException;

/**
 * An image of any file system as a file of this machine, so that it is read as any other file is,
 * by the same code; gone when it is closed.
 *
 * @param uri where it comes from
 * @param file of the same name
 * @param sha256 of its bytes, in hexadecimal digits
 */
public record LocalCopy(String uri, Path file, String sha256) implements AutoCloseable {
  /**
   * Copies an image.
   *
   * @throws InputException if there is none, which no further try would change
   * @throws IOException if it cannot be read now
   */
  public static LocalCopy of(String uri, Configuration configuration) throws IOException {
    Path folder = Files.createTempDirectory(ProcessFolder.own(), "image");
    try {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(uri);
      Path file = folder.resolve(path.getName());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in =
          new DigestInputStream(path.getFileSystem(configuration).open(path), digest)) {
        Files.copy(in, file);
      }
      return new LocalCopy(uri, file, HexFormat.of().formatHex(digest.digest()));
    } catch (FileNotFoundException e) {
      ProcessFolder.delete(folder);
      throw new InputException(uri + ": no such file", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException | RuntimeException e) {
      ProcessFolder.delete(folder);
      throw e;
    }
  }

  /** What was said of the copy, said of the image. */
  public String named(String message) {
    return message.replace(file.toString(), uri);
  }

  @Override
  public void close() throws IOException {
    ProcessFolder.delete(file.getParent());
  }
}

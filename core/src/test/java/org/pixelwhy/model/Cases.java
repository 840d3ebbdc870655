package org.pixelwhy.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.format.OnnxReader;

/** Small networks and images that came out wrong once, {@code cases} in the test resources. */
public final class Cases {
  private Cases() {}

  public static OnnxModel network(String name) {
    try (InputStream in = Cases.class.getResourceAsStream("/cases/" + name)) {
      return OnnxReader.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file, in this folder. */
  public static Path file(Path folder, String name) {
    Path file = folder.resolve(name);
    try (InputStream in = Cases.class.getResourceAsStream("/cases/" + name)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}

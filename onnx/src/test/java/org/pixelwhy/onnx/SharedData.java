package org.pixelwhy.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the data that lie beside the repository; tests that need them are skipped without. */
public final class SharedData {
  private SharedData() {}

  /** A file or folder of the shared data, or the end of the test if it is not there. */
  public static Path require(String path) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("../shared").resolve(path).normalize();
      if (Files.exists(found)) {
        return found;
      }
    }
    Assumptions.abort("shared data '" + path + "' are not beside the repository");
    throw new IllegalStateException("unreachable");
  }
}

package org.pixelwhy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data beside the repository, {@code ../shared/data}; tests skip where it is absent. */
public final class SharedData {
  private SharedData() {}

  /** A file or folder under {@code shared/data}; skips the calling test where there is none. */
  public static Path require(String relative) {
    Path found = null;
    for (Path folder = Path.of("").toAbsolutePath();
        folder != null && found == null;
        folder = folder.getParent()) {
      Path candidate = folder.resolve("shared").resolve("data").resolve(relative);
      found = Files.exists(candidate) ? candidate : null;
    }
    assumeTrue(found != null, "no shared/data/" + relative + " beside the repository");
    return found;
  }
}

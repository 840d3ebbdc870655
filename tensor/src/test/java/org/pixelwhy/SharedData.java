package org.pixelwhy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * What lies in a folder {@code shared} beside the repository or above it: real images, networks,
 * reference values. Tests that need something of it are skipped where it is absent, and {@code
 * ./verify} says how many and why.
 */
public final class SharedData {
  private SharedData() {}

  /** A file or folder under {@code shared/data}; skips the calling test where there is none. */
  public static Path require(String relative) {
    return requireIn("data", relative);
  }

  /** A small input that came out wrong once, under {@code shared/cases}. */
  public static Path requireCase(String relative) {
    return requireIn("cases", relative);
  }

  /** The reference values of other libraries, {@code shared/golden}. */
  public static Path requireGolden() {
    return requireIn("golden", "");
  }

  private static Path requireIn(String room, String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared").resolve(room).resolve(relative);
      if (Files.exists(found)) {
        return found;
      }
    }
    Assumptions.abort("no shared/" + room + "/" + relative + " beside the repository");
    throw new IllegalStateException("unreachable");
  }
}

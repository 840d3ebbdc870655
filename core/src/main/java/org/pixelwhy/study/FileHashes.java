package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.image.io.ImageSource;

/** SHA-256 of what a run read, each file taken once. */
public final class FileHashes {
  private final Map<String, String> hashes = new LinkedHashMap<>();
  private final Map<Path, String> byPath = new HashMap<>();

  /**
   * Takes an image's hash.
   *
   * @throws org.pixelwhy.tensor.InputException if it cannot be read
   */
  public void add(ImageSource source) {
    if (!hashes.containsKey(source.name())) {
      // Slices of one volume are read from the same files, which are hashed once.
      String hash =
          source
              .path()
              .map(path -> byPath.computeIfAbsent(path, key -> InputFile.hash(source)))
              .orElseGet(() -> InputFile.hash(source));
      hashes.put(source.name(), hash);
    }
  }

  /** Takes the hash of a file that is no image. */
  public void add(Path file) {
    add(ImageSource.of(file));
  }

  /** In hexadecimal digits, by name. */
  public Map<String, String> byName() {
    return Map.copyOf(hashes);
  }
}

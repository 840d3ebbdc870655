package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** SHA-256 of the files that a run read, each taken once. */
public final class FileHashes {
  private final Map<String, String> hashes = new LinkedHashMap<>();

  /**
   * Takes a file's hash.
   *
   * @throws org.pixelwhy.tensor.InputException if it cannot be read
   */
  public void add(Path file) {
    hashes.computeIfAbsent(file.toString(), name -> InputFile.hash(file));
  }

  public void addAll(Collection<Path> files) {
    files.forEach(this::add);
  }

  /** In hexadecimal digits, by the file's path. */
  public Map<String, String> byName() {
    return Map.copyOf(hashes);
  }
}

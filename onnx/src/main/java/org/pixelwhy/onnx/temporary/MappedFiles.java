package org.pixelwhy.onnx.temporary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which files processes have in their memory, as Linux tells it in {@code /proc}. */
final class MappedFiles {
  private static final Path PROCESSES = Path.of("/proc");

  private MappedFiles() {}

  /**
   * Whether a process that can be looked at has a file of a folder in its memory. Elsewhere than on
   * Linux nobody tells; a library in memory stays usable there when its file is deleted, or cannot
   * be deleted.
   */
  static boolean holdAny(Path folder) throws IOException {
    byte[] path = (folder.toRealPath() + "/").getBytes(StandardCharsets.UTF_8);
    String sought = new String(path, StandardCharsets.ISO_8859_1);
    if (!Files.isDirectory(PROCESSES)) {
      return false;
    }
    try (Stream<Path> processes = Files.list(PROCESSES)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .anyMatch(process -> maps(process).contains(sought));
    }
  }

  /** A process that has ended meanwhile, or is another user's, holds nothing. */
  private static String maps(Path process) {
    try {
      return new String(Files.readAllBytes(process.resolve("maps")), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}

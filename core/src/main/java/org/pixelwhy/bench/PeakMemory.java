package org.pixelwhy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The greatest resident memory of this process, where the system tells (Linux). */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private PeakMemory() {}

  /** Starts anew from the memory in use; does nothing where the system has no such thing. */
  static void reset() {
    // Buffers of what was measured before are given back only when Java collects them.
    System.gc();
    try {
      Files.writeString(CLEAR, "5");
    } catch (IOException e) {
      // Elsewhere the peak is that of the process so far, an upper bound.
    }
  }

  /** The peak in units of 2^20 bytes, or -1. */
  public static long megabytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}

package org.pixelwhy.study;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory is free for new work, as far as the system tells. */
final class FreeMemory {
  private static final Path STATUS = Path.of("/proc/meminfo");

  private FreeMemory() {}

  /** In bytes; within the limits of a container. */
  static long bytes() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // What only caches files is free, too; the bean does not count that.
    return Math.min(system.getTotalMemorySize(), available(system.getFreeMemorySize()));
  }

  private static long available(long otherwise) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}

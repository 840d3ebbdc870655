package org.pixelwhy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.tensor.Text;

/** Resident memory of a process and of its children, over time (Linux). */
final class ResidentMemory {
  private static final double MEBI = 1 << 20;

  private final ProcessHandle process;
  private final List<Sample> samples = new ArrayList<>();

  private record Sample(long own, long children) {}

  ResidentMemory(ProcessHandle process) {
    this.process = process;
  }

  void sample() {
    long children = process.descendants().mapToLong(child -> resident(child.pid())).sum();
    samples.add(new Sample(resident(process.pid()), children));
  }

  private static long resident(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      // It ended.
      return 0;
    }
  }

  /** By fifths of the time: where all but the first are alike, it is flat after warm-up. */
  void report() {
    System.out.println(
        Text.format("resident memory, medians of %d samples by fifths:", samples.size()));
    for (int fifth = 0; fifth < 5; fifth++) {
      List<Sample> part =
          samples.subList(fifth * samples.size() / 5, (fifth + 1) * samples.size() / 5);
      if (!part.isEmpty()) {
        System.out.println(
            Text.format(
                "  %d: server %.0f MiB, networks %.0f MiB",
                fifth + 1,
                median(part.stream().map(Sample::own).toList()),
                median(part.stream().map(Sample::children).toList())));
      }
    }
  }

  private static double median(List<Long> bytes) {
    return bytes.stream().sorted().toList().get(bytes.size() / 2) / MEBI;
  }
}

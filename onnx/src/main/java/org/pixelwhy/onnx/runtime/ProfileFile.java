package org.pixelwhy.onnx.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the profile of a session's runs, in which each line is an event. */
final class ProfileFile {
  private static final Pattern KERNEL =
      Pattern.compile("\"dur\" ?: ?(\\d+).*_kernel_time\".*\"op_name\" ?: ?\"([^\"]+)\"");

  private static final double MICROSECONDS = 1000;

  private ProfileFile() {}

  /**
   * What each operator takes, the dearest first: medians over runs.
   *
   * @param runs how many there are in the file, all alike
   * @param skipped so many at the beginning do not count
   */
  static List<OperatorTime> read(Path file, int runs, int skipped) throws IOException {
    Map<String, List<Double>> events = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        Matcher event = KERNEL.matcher(line);
        if (event.find()) {
          double milliseconds = Double.parseDouble(event.group(1)) / MICROSECONDS;
          events.computeIfAbsent(event.group(2), name -> new ArrayList<>()).add(milliseconds);
        }
      }
    }
    return events.entrySet().stream()
        .map(entry -> median(entry.getKey(), entry.getValue(), runs, skipped))
        .sorted(Comparator.comparingDouble(OperatorTime::milliseconds).reversed())
        .toList();
  }

  private static OperatorTime median(String operator, List<Double> events, int runs, int skipped) {
    int nodes = events.size() / runs;
    double[] sums = new double[runs - skipped];
    for (int run = 0; run < sums.length; run++) {
      int first = (run + skipped) * nodes;
      for (double event : events.subList(first, first + nodes)) {
        sums[run] += event;
      }
    }
    Arrays.sort(sums);
    return new OperatorTime(operator, nodes, sums[sums.length / 2]);
  }
}

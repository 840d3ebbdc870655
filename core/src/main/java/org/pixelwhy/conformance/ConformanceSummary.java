package org.pixelwhy.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixelwhy.conformance.ConformanceRow.Verdict;

/**
 * What became of some cases of a reference set.
 *
 * @param name what they have in common
 * @param passed number of cases within the tolerance
 * @param failed number of cases above it, or whose method failed
 * @param unsupported number of cases whose method is unknown
 * @param informative number of cases that do not decide
 * @param largestError among the cases that decide, relative to the largest expected value; NaN
 *     where there is none
 */
public record ConformanceSummary(
    String name,
    long passed,
    long failed,
    long unsupported,
    long informative,
    double largestError) {
  /** Cases by their method, in the order in which they were run. */
  public static List<ConformanceSummary> byMethod(List<ConformanceRow> rows) {
    return by(rows, ConformanceRow::method);
  }

  /** Cases by their network, in the order in which they were run. */
  public static List<ConformanceSummary> byNet(List<ConformanceRow> rows) {
    return by(rows, ConformanceRow::net);
  }

  private static List<ConformanceSummary> by(
      List<ConformanceRow> rows, Function<ConformanceRow, String> key) {
    Map<String, List<ConformanceRow>> groups =
        rows.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    List<ConformanceSummary> summaries = new ArrayList<>();
    groups.forEach((name, group) -> summaries.add(of(name, group)));
    return summaries;
  }

  /** All of these cases. */
  public static ConformanceSummary of(String name, List<ConformanceRow> rows) {
    double largest =
        rows.stream()
            .filter(row -> row.verdict() != Verdict.INFORMATIVE && !Double.isNaN(row.error()))
            .mapToDouble(ConformanceRow::error)
            .max()
            .orElse(Double.NaN);
    return new ConformanceSummary(
        name,
        count(rows, Verdict.PASS),
        count(rows, Verdict.FAIL),
        count(rows, Verdict.UNSUPPORTED),
        count(rows, Verdict.INFORMATIVE),
        largest);
  }

  private static long count(List<ConformanceRow> rows, Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }
}

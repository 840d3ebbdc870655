package org.pixelwhy.app.cli.data;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pixelwhy.study.dataset.DatasetInspection;
import org.pixelwhy.study.dataset.DatasetInspection.ClassShare;
import org.pixelwhy.tensor.Text;

/** What is known of a data set, as text. */
final class DatasetText {
  private static final int MOST_LISTED = 10;

  private final DatasetInspection inspection;

  DatasetText(DatasetInspection inspection) {
    this.inspection = inspection;
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s (%s): %d images in %d groups%n",
        inspection.name(),
        inspection.layout(),
        inspection.images(),
        inspection.groups());
    out.printf(Locale.ROOT, "  sizes     %s%n", counts(inspection.sizes()));
    out.printf(Locale.ROOT, "  channels  %s%n", counts(inspection.channels()));
    out.printf(
        Locale.ROOT, "  values    %.6g to %.6g%n", inspection.least(), inspection.greatest());
    if (!inspection.spacings().isEmpty()) {
      out.printf(Locale.ROOT, "  spacing   %s%n", counts(inspection.spacings()));
    }
    if (!inspection.parts().isEmpty()) {
      out.printf(Locale.ROOT, "  parts     %s%n", counts(inspection.parts()));
    }
    for (ClassShare share : inspection.classes()) {
      out.printf(
          Locale.ROOT,
          "  class     %-24s %8.3f %% of pixels, in %d images%n",
          share.segmentClass().name(),
          100 * share.share(),
          share.images());
    }
    if (inspection.ignored() > 0) {
      out.printf(Locale.ROOT, "  ignored   %d pixels of no class%n", inspection.ignored());
    }
    inspection.notes().forEach(note -> out.println("  note      " + note));
    list(out, "without segment", inspection.withoutSegment());
    list(out, "cannot be read", List.copyOf(inspection.broken().values()));
    list(
        out,
        "the same pixels",
        inspection.duplicates().stream().map(names -> String.join(", ", names)).toList());
    list(out, "leak", inspection.leaks());
  }

  /** The most frequent first. */
  private static <K> String counts(Map<K, Integer> counts) {
    String listed =
        counts.entrySet().stream()
            .sorted(Map.Entry.<K, Integer>comparingByValue().reversed())
            .limit(MOST_LISTED)
            .map(entry -> Text.format("%s (%d)", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return counts.size() > MOST_LISTED ? listed + ", ..." : listed;
  }

  private static void list(PrintWriter out, String what, List<String> names) {
    if (!names.isEmpty()) {
      out.printf(Locale.ROOT, "  %s: %d%n", what, names.size());
      names.stream().limit(MOST_LISTED).forEach(name -> out.println("    " + name));
    }
  }
}

package org.pixelwhy.report.view;

import java.util.List;

/**
 * A whole report. All texts are plain; they are escaped on writing.
 *
 * @param title the page's heading
 * @param settings what was asked for
 * @param warnings what may make the results misleading, guesses of the model among it; shown first
 * @param notes what was done on the way
 * @param parts tables and charts over everything
 * @param sections one per image
 * @param command the command line that repeats the run; may be empty
 * @param provenance what is needed to run it again: model hash, options, seed, versions, time
 */
public record ReportPage(
    String title,
    List<Fact> settings,
    List<String> warnings,
    List<String> notes,
    List<ReportPart> parts,
    List<ReportSection> sections,
    String command,
    List<Fact> provenance) {
  public ReportPage {
    settings = List.copyOf(settings);
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
    parts = List.copyOf(parts);
    sections = List.copyOf(sections);
    provenance = List.copyOf(provenance);
  }

  /** Without a command line. */
  public ReportPage(
      String title,
      List<Fact> settings,
      List<String> warnings,
      List<String> notes,
      List<ReportPart> parts,
      List<ReportSection> sections,
      List<Fact> provenance) {
    this(title, settings, warnings, notes, parts, sections, "", provenance);
  }

  /** Whether anything on the page is drawn by the library of charts. */
  public boolean hasCharts() {
    return parts.stream().anyMatch(LineChart.class::isInstance)
        || sections.stream().anyMatch(ReportSection::hasCharts);
  }
}

package org.pixelwhy.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Writes a report as one HTML file: styles, script and pictures inside, no network, no fonts. */
public final class HtmlReport {
  private final Template page = Template.of("page.html");
  private final Template table = Template.of("table.html");
  private final Template row = Template.of("row.html");
  private final Template items = Template.of("list.html");
  private final Template item = Template.of("item.html");
  private final Template charts = Template.of("charts.html");
  private final PartMarkup parts = new PartMarkup();
  private final SectionMarkup sections = new SectionMarkup(this::table, this::warnings);

  /**
   * Writes the page to a file, whose folders are created; an existing file is replaced only when
   * the new one is complete.
   *
   * @throws InputException if the file cannot be written
   */
  public void write(ReportPage report, Path file) {
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try (Writer writer = Files.newBufferedWriter(part)) {
        markup(report).writeTo(writer);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(part, e);
      throw new InputException(
          Text.format(
              "cannot write the report %s (%s); choose a folder that can be written to", file, e),
          e);
    }
  }

  private static void discard(Path part, IOException cause) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** The page as text. */
  public String html(ReportPage report) {
    StringBuilder html = new StringBuilder();
    try {
      markup(report).writeTo(html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }

  private Html markup(ReportPage report) {
    return markup(report, each(report.sections(), sections::of), report.hasCharts());
  }

  /** One section of a page. */
  Html section(ReportSection section) {
    return sections.of(section);
  }

  /**
   * A page whose sections are there already.
   *
   * @param report the rest of it
   * @param charts whether anything on the page is drawn by the library of charts
   */
  Html markup(ReportPage report, Html written, boolean charts) {
    return page.fill(
        Map.of(
            "title", report.title(),
            "style", Html.raw(Template.text("report.css")),
            "script", Html.raw(Template.text("report.js")),
            "charts", charts ? charts() : Html.NOTHING,
            "warnings", warnings(report.warnings()),
            "notes", items("notes", "Notes", report.notes()),
            "parts", parts.of(report.parts()),
            "sections", written,
            "settings", table("Settings", report.settings()),
            "provenance", table("Provenance", report.provenance())));
  }

  private Html charts() {
    return charts.fill(
        Map.of(
            "library", Html.raw(ChartScript.text()),
            "script", Html.raw(Template.text("charts.js"))));
  }

  /** Each markup is made when it is written, not before: pictures are large. */
  static <T> Html each(List<T> views, Function<T, Html> markup) {
    return out -> {
      for (T view : views) {
        markup.apply(view).writeTo(out);
      }
    };
  }

  private Html table(String caption, List<Fact> facts) {
    if (facts.isEmpty()) {
      return Html.NOTHING;
    }
    Html rows = each(facts, f -> row.fill(Map.of("name", f.name(), "value", f.value())));
    return table.fill(Map.of("caption", caption, "rows", rows));
  }

  private Html warnings(List<String> warnings) {
    return items("warnings", warnings.size() == 1 ? "Warning" : "Warnings", warnings);
  }

  private Html items(String kind, String heading, List<String> texts) {
    if (texts.isEmpty()) {
      return Html.NOTHING;
    }
    Html list = each(texts, text -> item.fill(Map.of("text", text)));
    return items.fill(Map.of("kind", kind, "heading", heading, "items", list));
  }
}

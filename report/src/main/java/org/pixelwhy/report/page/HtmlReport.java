package org.pixelwhy.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.Link;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportSection;
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
  private final Template contents = Template.of("contents.html");
  private final Template contentsItem = Template.of("contents-item.html");
  private final Template command = Template.of("command.html");
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
    List<ReportSection> all = report.sections();
    List<Html> written = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      written.add(section(all.get(i), i + 1, PagePictures.inside()));
      links.addAll(links(all.get(i), i + 1));
    }
    return markup(report, new Written(Html.all(written), links, false, report.hasCharts()));
  }

  /**
   * One section of a page.
   *
   * @param number from 1
   */
  public Html section(ReportSection section, int number, PagePictures pictures) {
    return sections.of(section, anchor(number), pictures);
  }

  private static String anchor(int number) {
    return "image-" + number;
  }

  /** Where a page's contents lead for a section. */
  public static List<Link> links(ReportSection section, int number) {
    List<Link> links = new ArrayList<>();
    links.add(new Link(section.title(), anchor(number)));
    for (int i = 0; i < section.questions().size() && section.questions().size() > 1; i++) {
      links.add(
          new Link(section.questions().get(i).target(), SectionMarkup.anchor(anchor(number), i)));
    }
    return links;
  }

  /**
   * Sections that are there already.
   *
   * @param sections their markup
   * @param links of the contents
   * @param beside whether pictures are in files
   * @param charts whether anything on the page is drawn by the library of charts
   */
  public record Written(Html sections, List<Link> links, boolean beside, boolean charts) {}

  /**
   * A page whose sections are there already.
   *
   * @param report the rest of it
   */
  public Html markup(ReportPage report, Written written) {
    return page.fill(
        Map.ofEntries(
            Map.entry("title", report.title()),
            Map.entry("sources", Html.raw(written.beside() ? " 'self' file:" : "")),
            Map.entry("style", Html.raw(Template.text("report.css"))),
            Map.entry("script", Html.raw(Template.text("report.js"))),
            Map.entry("charts", written.charts() ? charts() : Html.NOTHING),
            Map.entry("warnings", warnings(report.warnings())),
            Map.entry("contents", contents(written.links())),
            Map.entry("notes", items("notes", "Notes", report.notes())),
            Map.entry("parts", parts.of(report.parts())),
            Map.entry("sections", written.sections()),
            Map.entry(
                "command",
                report.command().isEmpty()
                    ? Html.NOTHING
                    : command.fill(Map.of("text", report.command()))),
            Map.entry("settings", table("Settings", report.settings())),
            Map.entry("provenance", table("Provenance", report.provenance()))));
  }

  /** Of one section there is nothing to choose from. */
  private Html contents(List<Link> links) {
    if (links.size() < 2) {
      return Html.NOTHING;
    }
    Html all =
        each(
            links,
            link -> contentsItem.fill(Map.of("anchor", link.address(), "text", link.name())));
    return contents.fill(Map.of("items", all));
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

package org.pixelwhy.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page whose sections are written as they come: they grow in a file, and what stands around them
 * is written when all of it is known.
 */
final class GrowingPage implements Closeable {
  private final HtmlReport html = new HtmlReport();
  private final Path sections;
  private final Writer growing;
  private boolean charts;

  /**
   * @param sections where they are written; it stays until the caller removes it
   */
  GrowingPage(Path sections) throws IOException {
    this.sections = sections;
    this.growing = Files.newBufferedWriter(sections);
  }

  void add(ReportSection section) throws IOException {
    html.section(section).writeTo(growing);
    growing.flush();
    charts |= section.hasCharts();
  }

  /**
   * Writes the page.
   *
   * @param rest all but its sections
   */
  void writeTo(ReportPage rest, Appendable out) throws IOException {
    html.markup(rest, Html.file(sections), charts || rest.hasCharts()).writeTo(out);
  }

  @Override
  public void close() throws IOException {
    growing.close();
  }
}

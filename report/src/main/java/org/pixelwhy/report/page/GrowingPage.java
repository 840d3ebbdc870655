package org.pixelwhy.report.page;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.report.view.Link;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportSection;
import org.pixelwhy.study.output.ResultFiles.Content;

/**
 * A page whose sections are written as they come: they grow in a file, and what stands around them
 * is written when all of it is known.
 */
public final class GrowingPage implements Closeable {
  private final HtmlReport html = new HtmlReport();
  private final Path sections;
  private final Writer growing;
  private final List<Link> links = new ArrayList<>();
  private boolean beside;
  private boolean charts;
  private int count;

  /**
   * @param sections where they are written; it stays until the caller removes it
   */
  public GrowingPage(Path sections) throws IOException {
    this.sections = sections;
    this.growing = Files.newBufferedWriter(sections);
  }

  /**
   * Writes a section.
   *
   * @return what has to be written beside the page
   */
  public Map<String, Content> add(ReportSection section, PagePictures pictures) throws IOException {
    count++;
    links.addAll(HtmlReport.links(section, count));
    html.section(section, count, pictures).writeTo(growing);
    growing.flush();
    charts |= section.hasCharts();
    beside |= !pictures.files().isEmpty();
    return pictures.files();
  }

  /**
   * Writes the page.
   *
   * @param rest all but its sections
   */
  public void writeTo(ReportPage rest, Appendable out) throws IOException {
    HtmlReport.Written written =
        new HtmlReport.Written(Html.file(sections), links, beside, charts || rest.hasCharts());
    html.markup(rest, written).writeTo(out);
  }

  @Override
  public void close() throws IOException {
    growing.close();
  }
}

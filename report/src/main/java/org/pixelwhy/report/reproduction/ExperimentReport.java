package org.pixelwhy.report.reproduction;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.report.chart.SvgPlot;
import org.pixelwhy.report.page.HtmlReport;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.reproduction.Finding;
import org.pixelwhy.study.reproduction.MarkedResult;
import org.pixelwhy.study.reproduction.TumourResult;
import org.pixelwhy.tensor.Text;

/**
 * What came of a published experiment that was done again: whether its claims hold, tables, curves,
 * figures.
 */
public final class ExperimentReport {
  private final String title;
  private final List<Finding> findings;
  private final DataTable table;
  private final Map<String, SvgPlot> figures;
  private final List<String> notes;

  private ExperimentReport(
      String title,
      List<Finding> findings,
      DataTable table,
      Map<String, SvgPlot> figures,
      List<String> notes) {
    this.title = title;
    this.findings = findings;
    this.table = table;
    this.figures = figures;
    this.notes = notes;
  }

  /** Of networks that learned from marked images. */
  public static ExperimentReport of(MarkedResult result) {
    MarkedParts parts = new MarkedParts(result);
    return new ExperimentReport(
        "Do dreams show a marking that networks rely on?",
        result.findings(),
        parts.table(),
        parts.figures(),
        List.of(
            "p is the share of the images to learn from whose objects are marked with lines of 135"
                + " degrees; Dice is on test images without any marking",
            "all networks dream from the same white noise; the response is the greatest of the"
                + " convolution of the whole picture with a segment of nine pixels, less the mean"
                + " about it; 45 degrees is the control",
            "after figure 4 of Couteaux et al.: Towards Interpretability of Segmentation Networks"
                + " by Analyzing DeepDreams, 2019"));
  }

  /** Of networks of several kinds of tumours. */
  public static ExperimentReport comparing(TumourResult result) {
    TumourParts parts = new TumourParts(result);
    return new ExperimentReport(
        "What are networks of different tumours sensitive to?",
        result.comparison(),
        parts.table(TumourParts.COMPARED),
        parts.comparison(),
        List.of(
            "networks of one seed dream from the same healthy liver; curves are means"
                + " over seeds, in standard deviations of the images that each network was"
                + " validated on; elongation is 1 for round, towards 0 for elongated",
            "after figure 5 of Couteaux et al. 2019"));
  }

  /** Of the features of one kind's networks. */
  public static ExperimentReport verdicts(TumourResult result, String kind) {
    TumourParts parts = new TumourParts(result);
    return new ExperimentReport(
        "Which features are networks of " + kind + " tumours sensitive to?",
        result.verdicts(kind),
        parts.verdicts(kind),
        Map.of("features.svg", parts.features(kind)),
        List.of(
            "verdicts as in the reports of the dreams; undecided ones count neither for nor"
                + " against",
            "after figure 6 of Couteaux et al. 2019"));
  }

  /**
   * Writes {@code report.html}, {@code findings.txt}, {@code networks.csv} and figures, over what
   * was there.
   *
   * @return the page
   */
  public Path write(Path folder) {
    Map<String, Content> files = new LinkedHashMap<>();
    List<ReportPart> parts = new ArrayList<>();
    parts.add(
        new DataTable(
            "Do the claims hold?",
            List.of("claim", "holds?", "numbers"),
            findings.stream()
                .map(each -> List.of(each.claim(), each.holds(), each.numbers()))
                .toList()));
    parts.add(table);
    figures.forEach(
        (file, plot) -> {
          files.put(file, text(plot.text()));
          parts.add(chart(plot));
        });
    StringBuilder lines = new StringBuilder();
    findings.forEach(finding -> lines.append(finding).append('\n'));
    files.put("findings.txt", text(lines.toString()));
    files.put("networks.csv", text(csv()));
    files.put("report.html", text(new HtmlReport().html(page(parts))));
    ResultFiles.renew(folder, files);
    return folder.resolve("report.html");
  }

  private ReportPage page(List<ReportPart> parts) {
    return new ReportPage(title, List.of(), List.of(), notes, parts, List.of(), List.of());
  }

  private static LineChart chart(SvgPlot plot) {
    return new LineChart(
        plot.title(),
        plot.across(),
        plot.up(),
        plot.series().stream()
            .map(each -> new LineChart.Curve(each.name(), each.rising().x(), each.rising().y()))
            .toList());
  }

  private String csv() {
    StringBuilder text = new StringBuilder(line(table.columns()));
    table.rows().forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return String.join(",", cells) + "\n";
  }

  private static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A number of a table; nothing where it is undefined. */
  static String number(double value) {
    return Double.isFinite(value) ? Text.format("%.4g", value) : "";
  }
}

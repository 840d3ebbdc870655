package org.pixelwhy.report.comparison;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.report.ReportFacts;
import org.pixelwhy.report.page.HtmlReport;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.statistics.Summary;
import org.pixelwhy.study.comparison.ComparisonCsv;
import org.pixelwhy.study.comparison.ComparisonJson;
import org.pixelwhy.study.comparison.ComparisonResult;
import org.pixelwhy.study.comparison.Standing;
import org.pixelwhy.study.output.EarlierResult;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.Text;

/** Puts a comparison into tables, charts, CSV and JSON. */
public final class ComparisonReport {
  private static final String PAGE = "report.html";
  private static final String JSON = "comparison.json";
  private static final String TABLE = "scores.csv";

  private final ComparisonResult result;
  private final ComparedMaps maps;

  /**
   * A report.
   *
   * @param maps that it shows; they heard of the comparison's images
   */
  public ComparisonReport(ComparisonResult result, ComparedMaps maps) {
    this.result = result;
    this.maps = maps;
  }

  /**
   * Writes {@code report.html}, {@code comparison.json} and {@code scores.csv}, and pictures of
   * maps where there are many, all or none. What an earlier comparison wrote there goes.
   *
   * @return the page
   */
  public Path write(Path folder) {
    Map<String, Content> files = new LinkedHashMap<>(maps.files());
    files.put(TABLE, text(ComparisonCsv.text(result)));
    List<String> names = new ArrayList<>(files.keySet());
    names.addAll(List.of(JSON, PAGE));
    files.put(JSON, text(ComparisonJson.text(result, folder, names)));
    ReportPage page = page();
    files.put(
        PAGE, Content.text(out -> new HtmlReport().markup(page, maps.before(page)).writeTo(out)));
    // What the run has read stays, whoever wrote it.
    EarlierResult.remove(folder, JSON, List.of(PAGE, TABLE), result.request().explain().files());
    ResultFiles.write(folder, files);
    return folder.resolve(PAGE);
  }

  private static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private ReportPage page() {
    List<ReportPart> parts = new ArrayList<>();
    parts.add(StandingTables.ranks(result));
    StandingTables.blank(result).ifPresent(parts::add);
    for (Standing standing : result.standings()) {
      parts.add(StandingTables.places(standing));
      if (!standing.pairs().isEmpty()) {
        parts.add(StandingTables.pairs(standing));
      }
      parts.addAll(ComparisonCharts.of(result, standing.score()));
    }
    if (!result.skipped().isEmpty()) {
      parts.add(skipped());
    }
    List<String> notes = new ArrayList<>(maps.notes(result.images().size()));
    notes.addAll(result.model().notes());
    notes.add(
        "p-values are two-sided; Holm's correction is over the pairs of one score and one test;"
            + " Wilcoxon's test and the rank-biserial correlation leave equal values out");
    return new ReportPage(
        "Which method? " + result.request().explain().model().file().getFileName(),
        settings(),
        result.model().card().guesses().stream().map(guess -> "guessed: " + guess).toList(),
        notes,
        parts,
        List.of(),
        ReportFacts.provenance(result.provenance(), result.request().explain()));
  }

  private DataTable skipped() {
    return new DataTable(
        "Images left out",
        List.of("image", "why"),
        result.skipped().stream()
            .map(image -> List.of(image.source().name(), image.reason()))
            .toList());
  }

  private List<Fact> settings() {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "images",
            Text.format(
                "%d scored, %d left out", result.images().size(), result.skipped().size())));
    result.request().masks().ifPresent(masks -> facts.add(new Fact("masks", masks.toString())));
    if (result.dice().n() > 0) {
      Summary dice = result.dice();
      facts.add(
          new Fact(
              "Dice with the masks",
              Text.format("mean %.4f, deviation %.4f", dice.mean(), dice.deviation())));
    }
    facts.addAll(ReportFacts.request(result.request().explain(), result.model().card()));
    return facts;
  }
}

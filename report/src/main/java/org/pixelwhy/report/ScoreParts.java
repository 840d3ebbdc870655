package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.catalogue.ScoreCurve;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.tensor.Text;

/** The scores of an image's maps as a table, and the curves that they come from as charts. */
final class ScoreParts {
  private ScoreParts() {}

  static List<ReportPart> of(List<MapResult> maps) {
    if (maps.isEmpty() || maps.get(0).scores().isEmpty()) {
      return List.of();
    }
    List<ReportPart> parts = new ArrayList<>();
    parts.add(values(maps));
    parts.add(meanings(maps.get(0).scores()));
    List<List<String>> notes = notes(maps);
    if (!notes.isEmpty()) {
      parts.add(new DataTable("Notes on the scores", List.of("score", "note", "maps"), notes));
    }
    parts.addAll(charts(maps));
    return parts;
  }

  private static DataTable values(List<MapResult> maps) {
    List<String> columns = new ArrayList<>(List.of("map"));
    for (ScoreResult result : maps.get(0).scores()) {
      columns.add(Text.format("%s (%s)", result.score().title(), result.score().direction()));
    }
    List<List<String>> rows = new ArrayList<>();
    for (MapResult map : maps) {
      List<String> row = new ArrayList<>(List.of(map.title()));
      map.scores().forEach(result -> row.add(result.text()));
      rows.add(row);
    }
    return new DataTable("Scores", columns, rows);
  }

  private static DataTable meanings(List<ScoreResult> results) {
    return new DataTable(
        "What the scores say",
        List.of("score", "says", "unit"),
        results.stream()
            .map(ScoreResult::score)
            .map(score -> List.of(score.title(), score.summary(), score.unit()))
            .toList());
  }

  /** A row for each note, with the maps that it is about. */
  private static List<List<String>> notes(List<MapResult> maps) {
    Map<List<String>, List<String>> about = new LinkedHashMap<>();
    for (MapResult map : maps) {
      for (ScoreResult result : map.scores()) {
        for (String note : result.notes()) {
          String text = result.value().isPresent() ? note : "does not apply: " + note;
          about
              .computeIfAbsent(List.of(result.score().title(), text), key -> new ArrayList<>())
              .add(map.title());
        }
      }
    }
    return about.entrySet().stream()
        .map(
            entry ->
                List.of(
                    entry.getKey().get(0),
                    entry.getKey().get(1),
                    String.join(", ", entry.getValue())))
        .toList();
  }

  /** Curves of one title go into one chart, a line for each map. */
  private static List<LineChart> charts(List<MapResult> maps) {
    Map<String, ScoreCurve> axes = new LinkedHashMap<>();
    Map<String, List<LineChart.Curve>> lines = new LinkedHashMap<>();
    for (MapResult map : maps) {
      for (ScoreResult result : map.scores()) {
        for (ScoreCurve curve : result.curves()) {
          axes.putIfAbsent(curve.title(), curve);
          lines
              .computeIfAbsent(curve.title(), title -> new ArrayList<>())
              .add(new LineChart.Curve(map.title(), curve.x(), curve.y()));
        }
      }
    }
    return axes.values().stream()
        .map(
            first ->
                new LineChart(first.title(), first.across(), first.up(), lines.get(first.title())))
        .toList();
  }
}

package org.pixelwhy.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.ScoreCurve;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.comparison.ComparisonResult;

/** The values of a score over all images, and its mean curves. */
final class ComparisonCharts {
  private ComparisonCharts() {}

  static List<LineChart> of(ComparisonResult result, Score score) {
    List<LineChart> charts = new ArrayList<>();
    List<LineChart.Curve> values = new ArrayList<>();
    for (String title : result.titles()) {
      List<ScoreResult> results = results(result, title, score);
      // Sorted, each curve is a distribution, whatever the images are called.
      double[] y = results.stream().flatMapToDouble(r -> r.value().stream()).sorted().toArray();
      if (y.length > 0) {
        double[] x =
            IntStream.range(0, y.length).mapToDouble(i -> 100 * (i + 0.5) / y.length).toArray();
        values.add(new LineChart.Curve(title, x, y));
      }
    }
    if (!values.isEmpty() && result.images().size() > 1) {
      charts.add(
          new LineChart(
              score.title() + ": all images, the least value first",
              "share of the images (%)",
              score.title(),
              values));
    }
    charts.addAll(means(result, score));
    return charts;
  }

  private static List<ScoreResult> results(ComparisonResult result, String title, Score score) {
    return result.images().stream()
        .flatMap(image -> image.maps().stream())
        .filter(map -> map.title().equals(title))
        .flatMap(map -> map.scores().stream())
        .filter(found -> found.score().equals(score))
        .toList();
  }

  /** Curves that are over the same places on every image are averaged over them. */
  private static List<LineChart> means(ComparisonResult result, Score score) {
    List<ScoreCurve> kinds =
        result.titles().stream()
            .flatMap(title -> results(result, title, score).stream())
            .filter(found -> !found.curves().isEmpty())
            .findFirst()
            .map(ScoreResult::curves)
            .orElse(List.of());
    List<LineChart> charts = new ArrayList<>();
    for (int k = 0; k < kinds.size(); k++) {
      int kind = k;
      List<LineChart.Curve> curves = new ArrayList<>();
      for (String title : result.titles()) {
        List<ScoreCurve> found =
            results(result, title, score).stream()
                .filter(r -> !r.curves().isEmpty())
                .map(r -> r.curves().get(kind))
                .toList();
        if (!found.isEmpty()) {
          curves.add(new LineChart.Curve(title, kinds.get(k).x(), mean(found)));
        }
      }
      charts.add(
          new LineChart(
              kinds.get(k).title() + ", mean of all images",
              kinds.get(k).across(),
              kinds.get(k).up(),
              curves));
    }
    return charts;
  }

  private static double[] mean(List<ScoreCurve> curves) {
    double[] mean = new double[curves.get(0).y().length];
    for (ScoreCurve curve : curves) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += curve.y()[i] / curves.size();
      }
    }
    return mean;
  }
}

package org.pixelwhy.report.reproduction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.report.chart.SvgPlot;
import org.pixelwhy.report.chart.SvgPlot.Series;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.study.dream.Ends;
import org.pixelwhy.study.reproduction.TumourNetwork;
import org.pixelwhy.study.reproduction.TumourResult;

/** Tables and figures of networks of tumours. */
final class TumourParts {
  /** The features of figure 5. */
  static final List<String> COMPARED =
      List.of(TumourResult.INTENSITY, TumourResult.DIAMETER, TumourResult.ELONGATION);

  private static final String STEP = "step";
  private static final String DEVIATIONS = "standard deviations above the mean";

  private final TumourResult result;

  TumourParts(TumourResult result) {
    this.result = result;
  }

  /** Where features begin and end, as they are and normalised. */
  DataTable table(List<String> features) {
    List<List<String>> rows = new ArrayList<>();
    for (TumourNetwork network : result.networks()) {
      for (String feature : features) {
        rows.add(row(network, feature));
      }
    }
    return rows(rows);
  }

  private static DataTable rows(List<List<String>> rows) {
    return new DataTable(
        "Networks and their dreams",
        List.of(
            "tumours",
            "seed",
            "Dice",
            "mask (pixels)",
            "feature",
            "first",
            "last",
            "first (sd)",
            "last (sd)",
            "verdict"),
        rows);
  }

  private static List<String> row(TumourNetwork network, String feature) {
    Ends own = network.dream().ends(feature);
    Ends normalised = network.dream().normalisedEnds(feature);
    return List.of(
        network.kind(),
        Long.toString(network.seed()),
        ExperimentReport.number(network.dice()),
        Integer.toString(network.dream().area()),
        feature,
        ExperimentReport.number(own.first()),
        ExperimentReport.number(own.last()),
        ExperimentReport.number(normalised.first()),
        ExperimentReport.number(normalised.last()),
        network.verdicts().getOrDefault(feature, ""));
  }

  /** Every feature that has a verdict, of one kind. */
  DataTable verdicts(String kind) {
    return rows(
        result.of(kind).stream()
            .flatMap(
                network ->
                    network.verdicts().keySet().stream()
                        .sorted()
                        .map(feature -> row(network, feature)))
            .toList());
  }

  /** Figure 5: each feature of all kinds. */
  Map<String, SvgPlot> comparison() {
    Map<String, SvgPlot> figures = new LinkedHashMap<>();
    List<String> titles =
        List.of("Root mean square of the intensity", "Maximum diameter", "Elongation");
    for (int i = 0; i < COMPARED.size(); i++) {
      String feature = COMPARED.get(i);
      List<Series> series = result.kinds().stream().map(kind -> mean(kind, kind, feature)).toList();
      figures.put(
          feature.replace('_', '-') + ".svg",
          new SvgPlot(titles.get(i) + " along the dream", STEP, DEVIATIONS, series));
    }
    return figures;
  }

  /** Figure 6: all features of one kind. */
  SvgPlot features(String kind) {
    List<Series> series =
        result.of(kind).get(0).verdicts().keySet().stream()
            .sorted()
            .map(feature -> mean(feature, kind, feature))
            .toList();
    return new SvgPlot(
        "Features along the dreams of " + kind + " tumours", STEP, DEVIATIONS, series);
  }

  private Series mean(String name, String kind, String feature) {
    double[] mean =
        MeanCurves.of(
            result.of(kind).stream().map(network -> network.dream().normalised(feature)).toList());
    return new Series(name, MeanCurves.steps(mean), mean, false);
  }
}

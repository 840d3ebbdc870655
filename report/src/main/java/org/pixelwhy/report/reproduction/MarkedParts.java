package org.pixelwhy.report.reproduction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.pixelwhy.report.chart.SvgPlot;
import org.pixelwhy.report.chart.SvgPlot.Series;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.study.reproduction.MarkedNetwork;
import org.pixelwhy.study.reproduction.MarkedResult;

/** Table and figures of networks that learned from marked images. */
final class MarkedParts {
  private static final String LINES = "response to lines of 135 degrees";
  private static final String EXCESS = "response to 135 degrees less that to 45";
  private static final String DICE = "Dice without the marking";
  private static final String P = "p (%)";

  private final MarkedResult result;

  MarkedParts(MarkedResult result) {
    this.result = result;
  }

  DataTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (double p : result.probabilities()) {
      for (MarkedNetwork network : result.of(p)) {
        rows.add(
            List.of(
                ExperimentReport.number(100 * p),
                Long.toString(network.seed()),
                ExperimentReport.number(network.dice()),
                result.fails(network) ? "yes" : "no",
                ExperimentReport.number(network.dream().ends(MarkedNetwork.LINE).first()),
                ExperimentReport.number(network.line()),
                ExperimentReport.number(network.control()),
                Integer.toString(network.dream().steps()),
                Integer.toString(network.dream().area())));
      }
    }
    return new DataTable(
        "Networks and their dreams",
        List.of(
            P,
            "seed",
            "Dice unmarked",
            "fails",
            "135 degrees first",
            "135 degrees last",
            "45 degrees last",
            "steps",
            "mask (pixels)"),
        rows);
  }

  Map<String, SvgPlot> figures() {
    Map<String, SvgPlot> figures = new LinkedHashMap<>();
    figures.put("feature-by-step.svg", curves("The characteristic feature", MarkedNetwork.LINE));
    figures.put("control-by-step.svg", curves("The control", MarkedNetwork.CONTROL));
    figures.put(
        "feature-by-dice.svg",
        byDice("The marking in dreams, and Dice", LINES, MarkedNetwork::line));
    figures.put(
        "excess-by-dice.svg",
        byDice(
            "The marking in dreams against its control, and Dice", EXCESS, MarkedNetwork::excess));
    figures.put(
        "feature-by-p.svg",
        byProbability(
            "The marking in dreams",
            "response",
            List.of(
                points("135 degrees", MarkedNetwork::line),
                points("45 degrees", MarkedNetwork::control))));
    figures.put(
        "dice-by-p.svg",
        byProbability(
            "Dice without the marking", DICE, List.of(points("networks", MarkedNetwork::dice))));
    return figures;
  }

  private static String name(double probability) {
    return "p = " + MarkedResult.percent(probability);
  }

  private SvgPlot curves(String title, String feature) {
    List<Series> series = new ArrayList<>();
    for (double p : result.probabilities()) {
      double[] mean =
          MeanCurves.of(result.of(p).stream().map(network -> network.dream().of(feature)).toList());
      series.add(new Series(name(p), MeanCurves.steps(mean), mean, false));
    }
    return new SvgPlot(title + ", mean over seeds", "step", feature, series);
  }

  private SvgPlot byDice(String title, String up, ToDoubleFunction<MarkedNetwork> measure) {
    return new SvgPlot(
        title,
        DICE,
        up,
        result.probabilities().stream()
            .map(p -> SvgPlot.points(name(p), result.of(p), MarkedNetwork::dice, measure))
            .toList());
  }

  private Series points(String name, ToDoubleFunction<MarkedNetwork> measure) {
    return SvgPlot.points(name, result.networks(), network -> 100 * network.probability(), measure);
  }

  private static SvgPlot byProbability(String title, String up, List<Series> series) {
    return new SvgPlot(title, P, up, series);
  }
}

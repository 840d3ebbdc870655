package org.pixelwhy.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.pixelwhy.report.page.HtmlReport;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.LineChart.Curve;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.OverlapScores;
import org.pixelwhy.training.TrainingResult;

/** The page that shows how a training went. */
public final class LearningCurves {
  /**
   * A chart of measures that belong together.
   *
   * @param up what the vertical axis shows
   * @param measures names; those that the training has not are left out
   */
  private record Panel(String title, String up, List<String> measures) {}

  private static final List<Panel> PANELS =
      List.of(
          new Panel(
              "Scores of the validation images",
              "mean over images, 0 to 1",
              List.of("dice", "iou", "dice under noise")),
          new Panel("Loss", "mean over images", List.of("loss", "validation loss")),
          new Panel(
              "Terms of the loss of the training images",
              "mean over images",
              List.of("cross-entropy", "noise")),
          new Panel(
              "Noise that the pixels of the validation images bear",
              "mean standard deviation, in ranges of the images",
              List.of("noise scale")),
          new Panel(
              "Hausdorff distance of the validation images",
              "mean over images, pixels",
              List.of("hausdorff")));

  /** Measures that are written otherwise than their columns are named. */
  private static final Map<String, String> NAMES =
      Map.of("dice", "Dice", "iou", "IoU", "dice under noise", "Dice under noise");

  private LearningCurves() {}

  /**
   * The page as HTML.
   *
   * @param title what was trained
   * @param description everything that was asked for, one {@code name: value} a line
   * @param result at least one epoch
   */
  public static String html(String title, String description, TrainingResult result) {
    List<EpochResult> history = result.history();
    List<ReportPart> parts = new ArrayList<>();
    result.test().map(LearningCurves::test).ifPresent(parts::add);
    for (Panel panel : PANELS) {
      List<Curve> curves =
          panel.measures().stream()
              .filter(history.get(0).measures()::containsKey)
              .map(name -> curve(name, history, epoch -> epoch.measure(name)))
              .toList();
      if (!curves.isEmpty()) {
        parts.add(new LineChart(panel.title(), "epoch", panel.up(), curves));
      }
    }
    parts.add(
        new LineChart(
            "Learning rate",
            "epoch",
            "",
            List.of(curve("learning rate", history, EpochResult::learningRate))));
    List<List<String>> rows = history.stream().map(LearningCurves::row).toList();
    parts.add(new DataTable("Epochs", history.get(0).columns(), rows));
    return new HtmlReport()
        .html(
            new ReportPage(
                title, facts(description), List.of(), List.of(), parts, List.of(), List.of()));
  }

  private static DataTable test(OverlapScores test) {
    return new DataTable(
        "Test of the best epoch's network on images that neither taught nor chose it",
        List.of("images", "dice", "iou", "hausdorff"),
        List.of(
            List.of(
                Integer.toString(test.images().size()),
                number("%.4f", test.dice()),
                number("%.4f", test.iou()),
                number("%.2f", test.hausdorff()))));
  }

  private static Curve curve(
      String name, List<EpochResult> history, ToDoubleFunction<EpochResult> value) {
    return new Curve(
        NAMES.getOrDefault(name, name),
        history.stream().mapToDouble(EpochResult::epoch).toArray(),
        history.stream().mapToDouble(value).toArray());
  }

  private static List<Fact> facts(String description) {
    return description
        .lines()
        .map(line -> line.split(": ", 2))
        .filter(pair -> pair.length == 2)
        .map(pair -> new Fact(pair[0], pair[1]))
        .toList();
  }

  private static List<String> row(EpochResult epoch) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(epoch.epoch()));
    row.add(number("%.3g", epoch.learningRate()));
    epoch
        .measures()
        .forEach(
            (name, value) -> row.add(number(name.equals("hausdorff") ? "%.2f" : "%.4f", value)));
    return row;
  }

  private static String number(String format, double value) {
    return Text.format(format, value);
  }
}

package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.pixelwhy.report.LineChart.Curve;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.OverlapScores;
import org.pixelwhy.training.TrainingResult;

/** The page that shows how a training went. */
public final class LearningCurves {
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
    parts.add(
        chart(
            "Scores of the validation images",
            "mean over images, 0 to 1",
            curve("Dice", history, EpochResult::dice),
            curve("IoU", history, EpochResult::iou)));
    parts.add(
        chart(
            "Loss of the training images",
            "mean over images",
            curve("loss", history, EpochResult::loss)));
    parts.add(
        chart(
            "Hausdorff distance of the validation images",
            "mean over images, pixels",
            curve("Hausdorff distance", history, EpochResult::hausdorff)));
    parts.add(
        chart("Learning rate", "", curve("learning rate", history, EpochResult::learningRate)));
    List<List<String>> rows = history.stream().map(LearningCurves::row).toList();
    parts.add(new DataTable("Epochs", EpochResult.COLUMNS, rows));
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

  private static LineChart chart(String title, String up, Curve... curves) {
    return new LineChart(title, "epoch", up, List.of(curves));
  }

  private static Curve curve(
      String name, List<EpochResult> history, ToDoubleFunction<EpochResult> value) {
    return new Curve(
        name,
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
    return List.of(
        Integer.toString(epoch.epoch()),
        number("%.3g", epoch.learningRate()),
        number("%.5f", epoch.loss()),
        number("%.4f", epoch.dice()),
        number("%.4f", epoch.iou()),
        number("%.2f", epoch.hausdorff()));
  }

  private static String number(String format, double value) {
    return Text.format(format, value);
  }
}

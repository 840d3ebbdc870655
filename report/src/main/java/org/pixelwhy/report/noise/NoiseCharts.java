package org.pixelwhy.report.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pixelwhy.report.chart.SvgBars;
import org.pixelwhy.report.chart.SvgChart;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.study.noise.Fill;
import org.pixelwhy.study.noise.NoiseResult;
import org.pixelwhy.study.noise.VisibleCurve;
import org.pixelwhy.study.noise.VisibleCurve.Point;
import org.pixelwhy.study.noise.VisibleCurve.Way;

/** The visible-share curves of one way and one fill, for the page and as a figure. */
final class NoiseCharts {
  private static final String ACROSS = "pixels shown (%)";

  private final NoiseResult result;
  private final Optional<PublishedNoise> published;

  NoiseCharts(NoiseResult result, Optional<PublishedNoise> published) {
    this.result = result;
    this.published = published;
  }

  static String fill(Fill fill) {
    return fill.name().toLowerCase(Locale.ROOT);
  }

  /** Name of the figure's file. */
  static String file(Way way, Fill fill) {
    return "figures/"
        + (way == Way.THRESHOLD ? "by-threshold-" : "by-share-")
        + fill(fill)
        + ".svg";
  }

  private static String title(Way way, Fill fill) {
    return way == Way.THRESHOLD
        ? "One threshold for all images, as published; hidden: " + fill(fill)
        : "Each image's own ranking; hidden: " + fill(fill);
  }

  private static String up(Way way) {
    return way == Way.THRESHOLD ? "Dice, pooled over 32 images" : "Dice, mean of the images";
  }

  private List<PublishedNoise.Curve> behind(Way way) {
    return way == Way.THRESHOLD
        ? published.map(PublishedNoise::curves).orElse(List.of())
        : List.of();
  }

  private static String name(PublishedNoise.Curve curve) {
    return curve.name() + ", published: pancreas CT";
  }

  LineChart chart(Way way, Fill fill) {
    List<LineChart.Curve> curves = new ArrayList<>();
    for (VisibleCurve curve : result.curves(way, fill)) {
      curves.add(new LineChart.Curve(curve.map(), percent(shares(curve)), dice(curve)));
    }
    for (PublishedNoise.Curve curve : behind(way)) {
      curves.add(LineChart.Curve.behind(name(curve), percent(curve.share()), curve.dice()));
    }
    return new LineChart(title(way, fill), ACROSS, up(way), curves);
  }

  SvgChart figure(Way way, Fill fill) {
    List<SvgChart.Line> lines = new ArrayList<>();
    for (VisibleCurve curve : result.curves(way, fill)) {
      lines.add(new SvgChart.Line(curve.map(), shares(curve), dice(curve), band(curve), false));
    }
    for (PublishedNoise.Curve curve : behind(way)) {
      String shorter = curve.name().replace("U-Noise ", "").replace("Pretrained", "pretr.");
      lines.add(
          new SvgChart.Line(
              shorter + ", pancreas CT", curve.share(), curve.dice(), List.of(), true));
    }
    return new SvgChart(title(way, fill), ACROSS, up(way), lines);
  }

  /** Name of the file of {@link #halves}. */
  static String halfFile(Fill fill) {
    return "figures/half-" + fill(fill) + ".svg";
  }

  /** Dice with half of the pixels shown, each map a bar; what is published behind. */
  SvgBars halves(Fill fill) {
    List<SvgBars.Bar> bars = new ArrayList<>();
    for (VisibleCurve curve : result.curves(Way.THRESHOLD, fill)) {
      bars.add(new SvgBars.Bar(curve.map(), curve.half().dice(), false));
    }
    for (PublishedNoise.Curve curve : behind(Way.THRESHOLD)) {
      bars.add(new SvgBars.Bar(name(curve), curve.half(), true));
    }
    return new SvgBars(
        "Half of the pixels shown, one threshold; hidden: " + fill(fill), up(Way.THRESHOLD), bars);
  }

  private static double[] shares(VisibleCurve curve) {
    return curve.points().stream().mapToDouble(Point::share).toArray();
  }

  private static double[] dice(VisibleCurve curve) {
    return curve.points().stream().mapToDouble(Point::dice).toArray();
  }

  private static List<double[]> band(VisibleCurve curve) {
    if (curve.points().stream().anyMatch(point -> point.interval().isEmpty())) {
      return List.of();
    }
    return List.of(
        curve.points().stream().mapToDouble(p -> p.interval().orElseThrow().low()).toArray(),
        curve.points().stream().mapToDouble(p -> p.interval().orElseThrow().high()).toArray());
  }

  private static double[] percent(double[] shares) {
    double[] percent = shares.clone();
    for (int i = 0; i < percent.length; i++) {
      percent[i] *= 100;
    }
    return percent;
  }
}

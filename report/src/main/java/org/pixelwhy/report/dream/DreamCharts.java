package org.pixelwhy.report.dream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.dream.feature.PictureFeature;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.LineChart.Curve;
import org.pixelwhy.study.dream.DreamPath;
import org.pixelwhy.study.dream.DreamPath.Row;
import org.pixelwhy.study.dream.DreamResult;
import org.pixelwhy.study.dream.NetworkDream;

/** The curves of an analysis: of one network all features together, then each feature by itself. */
final class DreamCharts {
  /** More charts than this are not read; the table of numbers has all. */
  static final int MOST = 24;

  private static final String STEP = "step";
  private static final String DEVIATIONS = "standard deviations above the mean";

  private final DreamResult result;

  DreamCharts(DreamResult result) {
    this.result = result;
  }

  List<LineChart> all() {
    List<LineChart> charts = new ArrayList<>();
    for (NetworkDream network : result.networks()) {
      if (network.reference().isPresent() && !network.paths().get(0).steps().isEmpty()) {
        together(network).ifPresent(charts::add);
      }
    }
    List<PictureFeature> features = result.features();
    for (int f = 0; f < Math.min(MOST, features.size()); f++) {
      feature(f).ifPresent(charts::add);
    }
    rows("Response of the neuron", "activation", Row::activation).ifPresent(charts::add);
    rows("Size of the mask", "pixels", Row::area).ifPresent(charts::add);
    return charts;
  }

  /** All features of a network's first dream in standard deviations, as published. */
  private Optional<LineChart> together(NetworkDream network) {
    DreamPath path = network.paths().get(0);
    double[] steps = steps(path);
    List<Curve> curves = new ArrayList<>();
    for (int f = 0; f < Math.min(MOST, result.features().size()); f++) {
      double[] normalised = network.normalised(path, f);
      if (Arrays.stream(normalised).anyMatch(Double::isFinite)) {
        curves.add(new Curve(result.features().get(f).name(), steps, normalised));
      }
    }
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    double normal = result.request().measures().rule().normal();
    curves.add(range(steps, -normal, normal));
    return Optional.of(
        new LineChart(
            network.name() + ": all features, the first dream", STEP, DEVIATIONS, curves));
  }

  private static Curve range(double[] x, double low, double high) {
    double[] middle = new double[x.length];
    double[] lower = new double[x.length];
    double[] upper = new double[x.length];
    Arrays.fill(middle, Double.NaN);
    Arrays.fill(lower, low);
    Arrays.fill(upper, high);
    return new Curve("normal range", x, middle, List.of(lower, upper));
  }

  /** One feature of all networks; nothing where it is nowhere defined. */
  private Optional<LineChart> feature(int f) {
    List<Curve> curves = new ArrayList<>();
    double longest = 0;
    for (NetworkDream network : result.networks()) {
      List<double[]> paths = network.paths().stream().map(path -> path.curve(f)).toList();
      if (paths.stream().flatMapToDouble(Arrays::stream).anyMatch(Double::isFinite)) {
        curves.add(banded(network.name(), paths));
        longest = Math.max(longest, curves.get(curves.size() - 1).x().length - 1);
      }
    }
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    curves.addAll(normal(f, longest));
    PictureFeature feature = result.features().get(f);
    return Optional.of(new LineChart(feature.name(), STEP, feature.label(), curves));
  }

  /** What is normal in the unit of the feature; networks of one size have it in common. */
  private List<Curve> normal(int f, double longest) {
    List<double[]> ranges = new ArrayList<>();
    double width = result.request().measures().rule().normal();
    for (NetworkDream network : result.networks()) {
      network
          .reference()
          .map(known -> known.features().get(f))
          .filter(normal -> normal.deviation() > 0)
          .ifPresent(
              normal ->
                  ranges.add(
                      new double[] {
                        normal.mean() - width * normal.deviation(),
                        normal.mean() + width * normal.deviation()
                      }));
    }
    boolean common =
        !ranges.isEmpty() && ranges.stream().allMatch(r -> Arrays.equals(r, ranges.get(0)));
    return common
        ? List.of(range(new double[] {0, longest}, ranges.get(0)[0], ranges.get(0)[1]))
        : List.of();
  }

  private interface OfRow {
    double value(Row row);
  }

  private Optional<LineChart> rows(String title, String up, OfRow value) {
    List<Curve> curves = new ArrayList<>();
    for (NetworkDream network : result.networks()) {
      List<double[]> paths =
          network.paths().stream()
              .map(path -> path.steps().stream().mapToDouble(value::value).toArray())
              .toList();
      if (paths.stream().anyMatch(path -> path.length > 0)) {
        curves.add(banded(network.name(), paths));
      }
    }
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(new LineChart(title, STEP, up, curves));
  }

  /** The mean of dreams, and between which values they lie; of those that have come so far. */
  private static Curve banded(String name, List<double[]> paths) {
    int length = paths.stream().mapToInt(path -> path.length).max().orElse(0);
    double[] x = IntStream.range(0, length).asDoubleStream().toArray();
    double[] mean = new double[length];
    double[] low = new double[length];
    double[] high = new double[length];
    for (int i = 0; i < length; i++) {
      int step = i;
      double[] values =
          paths.stream()
              .filter(path -> path.length > step)
              .mapToDouble(path -> path[step])
              .filter(Double::isFinite)
              .toArray();
      mean[i] = Arrays.stream(values).average().orElse(Double.NaN);
      low[i] = Arrays.stream(values).min().orElse(Double.NaN);
      high[i] = Arrays.stream(values).max().orElse(Double.NaN);
    }
    return paths.size() == 1
        ? new Curve(name, x, mean)
        : new Curve(name + ", mean of " + paths.size(), x, mean, List.of(low, high));
  }

  private static double[] steps(DreamPath path) {
    return path.steps().stream().mapToDouble(Row::step).toArray();
  }
}

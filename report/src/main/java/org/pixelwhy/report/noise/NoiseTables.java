package org.pixelwhy.report.noise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.statistics.BootstrapInterval;
import org.pixelwhy.study.noise.Fill;
import org.pixelwhy.study.noise.NoiseResult;
import org.pixelwhy.study.noise.NoiseResult.JudgedMap;
import org.pixelwhy.study.noise.Placement;
import org.pixelwhy.study.noise.Placement.Row;
import org.pixelwhy.study.noise.Placement.Share;
import org.pixelwhy.study.noise.VisibleCurve;
import org.pixelwhy.study.noise.VisibleCurve.Way;
import org.pixelwhy.tensor.Text;

/** What the visible-share curves come to, in numbers. */
final class NoiseTables {
  private final NoiseResult result;

  NoiseTables(NoiseResult result) {
    this.result = result;
  }

  /** Dice at half of the pixels and areas by one threshold for all images, for each fill. */
  DataTable byThreshold(Optional<PublishedNoise> published) {
    List<List<String>> rows = new ArrayList<>();
    for (Fill fill : result.request().fills()) {
      for (VisibleCurve curve : result.curves(Way.THRESHOLD, fill)) {
        rows.add(
            List.of(
                curve.map(),
                NoiseCharts.fill(fill),
                number(curve.half().dice()),
                Text.format("%.1f %%", 100 * curve.half().share()),
                number(curve.area())));
      }
    }
    for (PublishedNoise.Curve curve : published.map(PublishedNoise::curves).orElse(List.of())) {
      rows.add(
          List.of(
              curve.name() + " (published: pancreas CT)",
              "zero",
              number(curve.half()),
              "50.0 %",
              "-"));
    }
    return new DataTable(
        "What is left of the mask, one threshold for all images (as published)",
        List.of("map", "hidden", "Dice at 50 %", "shown there", "area"),
        rows);
  }

  /** The same by each image's own ranking. */
  DataTable byShare() {
    List<List<String>> rows = new ArrayList<>();
    for (Fill fill : result.request().fills()) {
      for (VisibleCurve curve : result.curves(Way.SHARE, fill)) {
        rows.add(
            List.of(
                curve.map(),
                NoiseCharts.fill(fill),
                number(curve.half().dice()),
                interval(curve.half().interval()),
                number(curve.area()),
                interval(curve.areaInterval())));
      }
    }
    return new DataTable(
        "What is left of the mask, each image's own ranking",
        List.of("map", "hidden", "Dice at 50 %", "95 % interval", "area", "95 % interval"),
        rows);
  }

  /** How much the choice of the fill changes. */
  DataTable fills() {
    List<String> columns = new ArrayList<>(List.of("map"));
    result.request().fills().forEach(fill -> columns.add(NoiseCharts.fill(fill)));
    columns.add("greatest difference");
    List<List<String>> rows = new ArrayList<>();
    for (int m = 0; m < result.maps().size(); m++) {
      int map = m;
      double[] areas =
          result.request().fills().stream()
              .mapToDouble(fill -> result.curves(Way.SHARE, fill).get(map).area())
              .toArray();
      List<String> row = new ArrayList<>(List.of(result.maps().get(m).name()));
      double least = areas[0];
      double most = areas[0];
      for (double area : areas) {
        row.add(number(area));
        least = Math.min(least, area);
        most = Math.max(most, area);
      }
      row.add(number(most - least));
      rows.add(row);
    }
    return new DataTable(
        "How much it matters what hidden pixels become: area, own ranking", columns, rows);
  }

  /** Where the importance lies. */
  DataTable placement() {
    Placement placement = result.placement();
    List<String> columns = new ArrayList<>(List.of("map"));
    columns.addAll(placement.regions());
    columns.add("rank by " + placement.regions().get(1));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(placement.pixels(), "-"));
    for (int m = 0; m < placement.maps().size(); m++) {
      Row map = placement.maps().get(m);
      rows.add(
          map.shares().isEmpty()
              ? blankRow(map.name(), columns.size())
              : row(map, Integer.toString(placement.rank(m, 1))));
    }
    return new DataTable(
        "Where the importance lies: shares of what is positive of each map, means over the images"
            + " (95 % interval)",
        columns, rows);
  }

  private static List<String> row(Row map, String rank) {
    List<String> row = new ArrayList<>(List.of(map.name()));
    for (Share share : map.shares()) {
      row.add(
          Text.format("%.1f %%", 100 * share.mean())
              + share
                  .interval()
                  .map(ends -> Text.format(" (%.1f to %.1f)", 100 * ends.low(), 100 * ends.high()))
                  .orElse(""));
    }
    row.add(rank);
    return row;
  }

  private static List<String> blankRow(String name, int columns) {
    List<String> row = new ArrayList<>(Collections.nCopies(columns, "-"));
    row.set(0, name);
    return row;
  }

  /** What maps cost; seconds are of this run and this machine. */
  DataTable costs() {
    List<List<String>> rows = new ArrayList<>();
    for (JudgedMap map : result.maps()) {
      if (!map.control()) {
        rows.add(
            List.of(
                map.name(),
                Text.format("%.2f", 1000 * map.seconds()),
                Text.format("%.2f", map.seconds() / result.forwardSeconds()),
                map.trainingSeconds().isPresent()
                    ? Text.format("%.1f", map.trainingSeconds().getAsDouble() / 60)
                    : "-",
                map.parameters().isPresent() ? Long.toString(map.parameters().getAsLong()) : "-"));
      }
    }
    return new DataTable(
        Text.format(
            "Measured times, which differ from run to run: medians over the images; one forward"
                + " pass of the network %.2f ms",
            1000 * result.forwardSeconds()),
        List.of("map", "map of one image (ms)", "forward passes", "training (min)", "parameters"),
        rows);
  }

  /** Maps that say nothing on some images. */
  Optional<String> blank() {
    List<String> found = new ArrayList<>();
    for (JudgedMap map : result.maps()) {
      if (map.blank() > 0) {
        found.add(Text.format("%s on %d", map.name(), map.blank()));
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "maps that say the same of all pixels, and so rank them by chance: %s of %d images",
                String.join(", ", found), result.images()));
  }

  private static String interval(Optional<BootstrapInterval> found) {
    return found.map(ends -> Text.format("%.3f to %.3f", ends.low(), ends.high())).orElse("-");
  }

  private static String number(double value) {
    return Text.format("%.4f", value);
  }
}

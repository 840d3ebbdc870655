package org.pixelwhy.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.study.comparison.ComparisonResult;
import org.pixelwhy.study.comparison.Standing;
import org.pixelwhy.tensor.Text;

/** How methods stand, in tables. */
final class StandingTables {
  private StandingTables() {}

  /** The rank of every method by every score, and their mean over the scores that rank all. */
  static DataTable ranks(ComparisonResult result) {
    List<String> columns = new ArrayList<>(List.of("method"));
    result.standings().forEach(standing -> columns.add(standing.score().title()));
    columns.add("mean rank");
    List<Standing> full =
        result.standings().stream().filter(standing -> standing.ranksAll()).toList();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < result.titles().size(); i++) {
      int method = i;
      List<String> row = new ArrayList<>(List.of(result.titles().get(i)));
      result.standings().forEach(standing -> row.add(standing.places().get(method).rankText()));
      OptionalDouble mean =
          full.stream()
              .mapToDouble(standing -> standing.places().get(method).rank().getAsDouble())
              .average();
      row.add(mean.isPresent() ? Text.format("%.2f", mean.getAsDouble()) : "-");
      rows.add(row);
    }
    String caption =
        full.size() == result.standings().size()
            ? "Ranks by each score, 1 is best"
            : "Ranks by each score, 1 is best; their mean is over the scores that rank all methods";
    return new DataTable(caption, columns, rows);
  }

  static DataTable places(Standing standing) {
    Score score = standing.score();
    List<List<String>> rows = new ArrayList<>();
    standing.ranked().forEach(place -> rows.add(place(place)));
    standing.places().stream()
        .filter(place -> place.rank().isEmpty())
        .forEach(place -> rows.add(place(place)));
    return new DataTable(
        Text.format("%s (%s; %s)", score.title(), score.direction(), score.unit()),
        List.of("rank", "method", "mean", "deviation", "images", "note"),
        rows);
  }

  /** The maps that are blank on some images: no score applies to them there. */
  static Optional<DataTable> blank(ComparisonResult result) {
    List<List<String>> rows = new ArrayList<>();
    for (String title : result.titles()) {
      List<ImageSource> files = result.blank(title);
      if (!files.isEmpty()) {
        String names = files.stream().map(ImageSource::name).collect(Collectors.joining(", "));
        rows.add(List.of(title, files.size() + " of " + result.images().size(), names));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DataTable("Blank maps, which have no score", List.of("map", "images", ""), rows));
  }

  private static List<String> place(Standing.Place place) {
    return List.of(
        place.rankText(),
        place.title(),
        number(place.summary().mean()),
        number(place.summary().deviation()),
        Integer.toString(place.summary().n()),
        place.note().isEmpty() ? "" : "does not apply: " + place.note());
  }

  static DataTable pairs(Standing standing) {
    return new DataTable(
        standing.score().title() + ": two methods against each other, on the same images",
        List.of(
            "first",
            "second",
            "images",
            "equal",
            "mean of first - second",
            "95 % interval",
            "rank-biserial",
            "t-test p",
            "t-test p, Holm",
            "Wilcoxon p",
            "Wilcoxon p, Holm"),
        standing.pairs().stream().map(StandingTables::pair).toList());
  }

  private static List<String> pair(Standing.Pair pair) {
    return List.of(
        pair.first(),
        pair.second(),
        Integer.toString(pair.tests().n()),
        Integer.toString(pair.tests().equal()),
        number(pair.tests().difference()),
        pair.tests()
            .interval()
            .map(ends -> number(ends.low()) + " to " + number(ends.high()))
            .orElse("-"),
        effect(pair.tests().effect()),
        p(pair.tests().t()),
        p(pair.holmT()),
        p(pair.tests().wilcoxon()),
        p(pair.holmWilcoxon()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : Text.format("%.4g", value);
  }

  private static String effect(OptionalDouble value) {
    return value.isPresent() ? Text.format("%.2f", value.getAsDouble()) : "-";
  }

  private static String p(OptionalDouble value) {
    return value.isPresent() ? Text.format("%.2g", value.getAsDouble()) : "-";
  }
}

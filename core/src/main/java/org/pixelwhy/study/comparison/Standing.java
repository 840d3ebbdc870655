package org.pixelwhy.study.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.Score.Better;
import org.pixelwhy.statistics.Holm;
import org.pixelwhy.statistics.PairedTests;
import org.pixelwhy.statistics.Summary;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredImage;
import org.pixelwhy.tensor.Text;

/**
 * How methods stand by one score.
 *
 * @param places in the order of the methods
 * @param pairs every two of them that both have values, tested against each other
 */
public record Standing(Score score, List<Place> places, List<Pair> pairs) {
  public Standing {
    places = List.copyOf(places);
    pairs = List.copyOf(pairs);
  }

  /**
   * One method's place.
   *
   * @param rank of its mean, from 1 for the best; equal means share the mean of their ranks; empty
   *     where the score does not apply
   * @param note why the score does not apply, and to how many images if not to all; may be empty
   */
  public record Place(String title, Summary summary, OptionalDouble rank, String note) {
    /** The rank, with a fraction only where it is shared, or a dash. */
    public String rankText() {
      if (rank.isEmpty()) {
        return "-";
      }
      double value = rank.getAsDouble();
      return value == Math.rint(value) ? Text.format("%.0f", value) : Text.format("%.1f", value);
    }
  }

  /**
   * Two methods on the images for which both have a value.
   *
   * @param holmT p-value of the t-test corrected for all pairs of this score
   * @param holmWilcoxon that of the signed-rank test
   */
  public record Pair(
      String first,
      String second,
      PairedTests tests,
      OptionalDouble holmT,
      OptionalDouble holmWilcoxon) {}

  /**
   * What one method's maps scored, image by image: all that a standing needs to know of images, so
   * that there may be very many.
   *
   * @param title of the method, and the layer where there is one
   * @param values NaN where the score does not apply or the image has no such map
   * @param refused images whose map the score does not apply to
   * @param reason why, of the first of them; may be empty
   */
  public record Column(String title, double[] values, int refused, String reason) {
    static Column of(List<ScoredImage> images, String title, Score score) {
      double[] values =
          ComparisonResult.values(images, title, score).stream()
              .mapToDouble(value -> value.orElse(Double.NaN))
              .toArray();
      List<String> reasons =
          images.stream()
              .flatMap(image -> image.maps().stream())
              .filter(map -> map.title().equals(title))
              .flatMap(map -> map.scores().stream())
              .filter(result -> result.score().equals(score) && result.value().isEmpty())
              .map(result -> String.join("; ", result.notes()))
              .toList();
      return new Column(title, values, reasons.size(), reasons.isEmpty() ? "" : reasons.get(0));
    }

    private Summary summary() {
      return Summary.of(Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray());
    }

    private String note() {
      if (refused == 0) {
        return "";
      }
      return refused == values.length
          ? reason
          : Text.format("%s (%d of %d images)", reason, refused, values.length);
    }
  }

  static Standing of(Score score, List<ScoredImage> images) {
    return ofColumns(
        score,
        ComparisonResult.titles(images).stream()
            .map(title -> Column.of(images, title, score))
            .toList());
  }

  /**
   * How methods stand by what their maps scored.
   *
   * @param columns one for each method and layer, all of the same images in the same order
   */
  public static Standing ofColumns(Score score, List<Column> columns) {
    List<Summary> summaries = columns.stream().map(Column::summary).toList();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      places.add(
          new Place(column.title(), summaries.get(i), rank(score, summaries, i), column.note()));
    }
    return new Standing(score, places, pairs(columns));
  }

  private static OptionalDouble rank(Score score, List<Summary> summaries, int i) {
    double own = summaries.get(i).mean();
    if (Double.isNaN(own)) {
      return OptionalDouble.empty();
    }
    int sign = score.better() == Better.LOWER ? 1 : -1;
    long better = summaries.stream().filter(s -> sign * s.mean() < sign * own).count();
    long equal = summaries.stream().filter(s -> s.mean() == own).count();
    return OptionalDouble.of(better + (equal + 1) / 2.0);
  }

  private static List<Pair> pairs(List<Column> columns) {
    List<int[]> indices = new ArrayList<>();
    List<PairedTests> tests = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      for (int j = i + 1; j < columns.size(); j++) {
        PairedTests tested = test(columns.get(i).values(), columns.get(j).values());
        if (tested.n() > 0) {
          indices.add(new int[] {i, j});
          tests.add(tested);
        }
      }
    }
    OptionalDouble[] t = corrected(tests, PairedTests::t);
    OptionalDouble[] wilcoxon = corrected(tests, PairedTests::wilcoxon);
    return IntStream.range(0, tests.size())
        .mapToObj(
            k ->
                new Pair(
                    columns.get(indices.get(k)[0]).title(),
                    columns.get(indices.get(k)[1]).title(),
                    tests.get(k),
                    t[k],
                    wilcoxon[k]))
        .toList();
  }

  private static OptionalDouble[] corrected(
      List<PairedTests> tests, Function<PairedTests, OptionalDouble> p) {
    return Holm.correct(tests.stream().map(p).toArray(OptionalDouble[]::new));
  }

  private static PairedTests test(double[] a, double[] b) {
    int[] both =
        IntStream.range(0, a.length)
            .filter(i -> !Double.isNaN(a[i]) && !Double.isNaN(b[i]))
            .toArray();
    return PairedTests.of(
        IntStream.of(both).mapToDouble(i -> a[i]).toArray(),
        IntStream.of(both).mapToDouble(i -> b[i]).toArray());
  }

  /** Whether the score applies to every method. */
  public boolean ranksAll() {
    return places.stream().allMatch(place -> place.rank().isPresent());
  }

  /** The places that have a rank, the best first. */
  public List<Place> ranked() {
    return places.stream()
        .filter(place -> place.rank().isPresent())
        .sorted(Comparator.comparingDouble(place -> place.rank().getAsDouble()))
        .toList();
  }
}

package org.pixelwhy.study.comparison;

import java.util.ArrayList;
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

  static Standing of(Score score, List<ScoredImage> images) {
    List<String> titles = ComparisonResult.titles(images);
    List<List<OptionalDouble>> values =
        titles.stream().map(title -> ComparisonResult.values(images, title, score)).toList();
    List<Summary> summaries =
        values.stream()
            .map(
                column ->
                    Summary.of(column.stream().flatMapToDouble(OptionalDouble::stream).toArray()))
            .toList();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      places.add(
          new Place(
              titles.get(i),
              summaries.get(i),
              rank(score, summaries, i),
              note(images, titles.get(i), score)));
    }
    return new Standing(score, places, pairs(titles, values));
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

  private static String note(List<ScoredImage> images, String title, Score score) {
    List<String> reasons =
        images.stream()
            .flatMap(image -> image.maps().stream())
            .filter(map -> map.title().equals(title))
            .flatMap(map -> map.scores().stream())
            .filter(result -> result.score().equals(score) && result.value().isEmpty())
            .map(result -> String.join("; ", result.notes()))
            .toList();
    if (reasons.isEmpty()) {
      return "";
    }
    return reasons.size() == images.size()
        ? reasons.get(0)
        : Text.format("%s (%d of %d images)", reasons.get(0), reasons.size(), images.size());
  }

  private static List<Pair> pairs(List<String> titles, List<List<OptionalDouble>> values) {
    List<int[]> indices = new ArrayList<>();
    List<PairedTests> tests = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      for (int j = i + 1; j < titles.size(); j++) {
        PairedTests tested = test(values.get(i), values.get(j));
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
                    titles.get(indices.get(k)[0]),
                    titles.get(indices.get(k)[1]),
                    tests.get(k),
                    t[k],
                    wilcoxon[k]))
        .toList();
  }

  private static OptionalDouble[] corrected(
      List<PairedTests> tests, Function<PairedTests, OptionalDouble> p) {
    return Holm.correct(tests.stream().map(p).toArray(OptionalDouble[]::new));
  }

  private static PairedTests test(List<OptionalDouble> a, List<OptionalDouble> b) {
    int[] both =
        IntStream.range(0, a.size())
            .filter(i -> a.get(i).isPresent() && b.get(i).isPresent())
            .toArray();
    return PairedTests.of(
        IntStream.of(both).mapToDouble(i -> a.get(i).getAsDouble()).toArray(),
        IntStream.of(both).mapToDouble(i -> b.get(i).getAsDouble()).toArray());
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

package org.pixelwhy.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Score.Better;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.faithfulness.EfficientRandomisation;
import org.pixelwhy.faithfulness.GiniIndex;
import org.pixelwhy.faithfulness.RandomClass;
import org.pixelwhy.tensor.Text;

/** Scores of what a map depends on, and of how much it shows. */
final class DependenceScores {
  private static final String BLANK_ELSEWHERE =
      "the maps of the other classes are blank, or the same everywhere: there is nothing to compare";

  private static final NamedOption<Integer> CLASSES =
      NamedOption.whole(
          "classes",
          "other classes, drawn where there are more; each a run of the method",
          5,
          1,
          1000);
  private static final NamedOption<Integer> BINS =
      NamedOption.whole("bins", "of the histogram of the map's magnitudes", 100, 2, 100_000);

  static final List<Score> ALL =
      List.of(
          new Score(
              "random-class",
              "Other classes",
              Better.LOWER,
              "rank correlation with the maps of other classes, -1 to 1",
              "How alike the map stays when the same pixels are asked about other classes.",
              List.of(CLASSES),
              DependenceScores::randomClass),
          new Score(
              "efficient-randomisation",
              "Complexity at random",
              Better.HIGHER,
              "rise of the map's entropy, as a share of it",
              "By how much the map becomes more complex when all that was learned is shuffled.",
              List.of(BINS),
              DependenceScores::efficient),
          new Score(
              "gini",
              "Gini index",
              Better.HIGHER,
              "0 for a flat map to 1 for a single pixel",
              "How few pixels have most of what the map shows.",
              List.of(),
              chosen ->
                  Scorer.ofMaps(
                      (subject, map) -> Scorer.Finding.of(GiniIndex.of(subject.at(), map)))));

  private DependenceScores() {}

  private static Scorer randomClass(Chosen chosen) {
    RandomClass score =
        new RandomClass(new RandomClass.Options(chosen.get(CLASSES), chosen.seed()));
    return subject ->
        score.score(subject.at(), subject.question(), subject.attributor()).stream()
            .map(DependenceScores::randomClass)
            .toList();
  }

  private static Scorer.Finding randomClass(List<RandomClass.Other> others) {
    List<RandomClass.Other> compared =
        others.stream()
            .filter(other -> !Double.isNaN(other.similarity().rankCorrelation()))
            .toList();
    if (compared.isEmpty()) {
      return new Scorer.Finding(Double.NaN, List.of(), List.of(BLANK_ELSEWHERE));
    }
    double mean =
        compared.stream()
            .mapToDouble(other -> other.similarity().rankCorrelation())
            .average()
            .orElseThrow();
    List<String> notes = new ArrayList<>();
    notes.add(
        compared.stream()
            .map(
                other ->
                    Text.format(
                        "class %s: rank correlation %.3f, structural similarity %.3f",
                        other.name(),
                        other.similarity().rankCorrelation(),
                        other.similarity().structural()))
            .collect(Collectors.joining("; ")));
    if (compared.size() < others.size()) {
      notes.add(
          Text.format("left out: %d classes with blank maps", others.size() - compared.size()));
    }
    return new Scorer.Finding(mean, List.of(), notes);
  }

  private static Scorer efficient(Chosen chosen) {
    EfficientRandomisation score =
        new EfficientRandomisation(
            new EfficientRandomisation.Options(chosen.seed(), chosen.get(BINS)));
    return subject ->
        score.score(subject.at(), subject.question(), subject.attributor()).stream()
            .map(DependenceScores::efficient)
            .toList();
  }

  private static Scorer.Finding efficient(EfficientRandomisation.Result result) {
    String note =
        Double.isNaN(result.rise())
            ? "all of the map's magnitudes are equal: it has no complexity to compare"
            : Text.format(
                "entropy %.3f, with random weights %.3f", result.learned(), result.random());
    return new Scorer.Finding(result.rise(), List.of(), List.of(note));
  }
}

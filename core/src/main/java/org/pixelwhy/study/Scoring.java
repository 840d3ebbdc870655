package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.ImageFiles;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.catalogue.Scorer;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Has maps scored; where a score does not apply to a map, that is its result. */
public record Scoring(
    ModelRunner runner, Evaluation at, Question question, ExplainRequest request) {
  /** A map that tells nothing apart would be the least sensitive of all, and none is worse. */
  private static final String BLANK = "the map is blank";

  /** For each of a method's maps the results of all scores that are asked for, in their order. */
  List<List<ScoreResult>> of(Method method, ImageFiles files, List<Attribution> maps) {
    Method.Settings settings =
        atLayers(maps, request.settings().withRun(request.settings().run().anew()));
    Attributor attributor = method.attributor(settings, files);
    Scorer.Subject subject =
        new Scorer.Subject(
            runner, at, question, new Method.Chosen(method, settings, files), attributor, maps);
    List<List<ScoreResult>> results = new ArrayList<>();
    maps.forEach(map -> results.add(new ArrayList<>()));
    for (String id : request.scores()) {
      Score score = ScoreCatalogue.score(id);
      at.steps().step(Text.format("%s of %s", id, method.id()), 0, 1);
      List<ScoreResult> column = column(subject, score);
      for (int i = 0; i < column.size(); i++) {
        results.get(i).add(column.get(i));
      }
    }
    return results;
  }

  /** The layers that were looked at, whatever they would be for a changed image or network. */
  private static Method.Settings atLayers(List<Attribution> maps, Method.Settings settings) {
    List<String> layers =
        maps.stream().map(Attribution::layer).filter(layer -> !layer.isEmpty()).distinct().toList();
    return layers.isEmpty() ? settings : settings.withLayers(layers);
  }

  /** One score of each map; a blank one has none. */
  public static List<ScoreResult> column(Scorer.Subject subject, Score score) {
    List<ScoreResult> blank = subject.maps().stream().map(map -> refused(score, BLANK)).toList();
    if (subject.maps().stream().allMatch(Attribution::isBlank)) {
      return blank;
    }
    List<ScoreResult> column = computed(subject, score);
    return IntStream.range(0, column.size())
        .mapToObj(i -> (subject.maps().get(i).isBlank() ? blank : column).get(i))
        .toList();
  }

  private static List<ScoreResult> computed(Scorer.Subject subject, Score score) {
    Method.Chosen chosen = subject.chosen();
    Scorer scorer =
        score.factory().apply(new Method.Chosen(score, chosen.settings(), chosen.image()));
    try {
      return scorer.score(subject).stream().map(finding -> result(score, finding)).toList();
    } catch (InputException e) {
      return subject.maps().stream().map(map -> refused(score, e.getMessage())).toList();
    }
  }

  private static ScoreResult result(Score score, Scorer.Finding finding) {
    if (Double.isFinite(finding.value())) {
      return new ScoreResult(
          score, OptionalDouble.of(finding.value()), finding.curves(), finding.notes());
    }
    return finding.notes().isEmpty()
        ? refused(score, Text.format("the value is not a finite number (%s)", finding.value()))
        : new ScoreResult(score, OptionalDouble.empty(), finding.curves(), finding.notes());
  }

  private static ScoreResult refused(Score score, String why) {
    return new ScoreResult(score, OptionalDouble.empty(), List.of(), List.of(why));
  }
}

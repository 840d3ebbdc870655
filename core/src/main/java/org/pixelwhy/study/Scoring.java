package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.pixelwhy.onnx.graph.InputException;

/** Has a method's maps scored; where a score does not apply, that is its result. */
final class Scoring {
  private Scoring() {}

  /** For each map the results of all scores, in their order. */
  static List<List<ScoreResult>> of(Scorer.Subject subject, List<Score> scores) {
    List<List<ScoreResult>> results = new ArrayList<>();
    subject.maps().forEach(map -> results.add(new ArrayList<>()));
    for (Score score : scores) {
      List<ScoreResult> column = column(subject, score);
      for (int i = 0; i < column.size(); i++) {
        results.get(i).add(column.get(i));
      }
    }
    return results;
  }

  private static List<ScoreResult> column(Scorer.Subject subject, Score score) {
    Method.Chosen chosen = subject.chosen();
    Scorer scorer =
        score.factory().apply(new Method.Chosen(score, chosen.settings(), chosen.inputs()));
    subject.at().steps().step("score " + score.id(), 0, 1);
    try {
      return scorer.score(subject).stream().map(finding -> result(score, finding)).toList();
    } catch (InputException e) {
      return subject.maps().stream().map(map -> refused(score, e.getMessage())).toList();
    }
  }

  private static ScoreResult result(Score score, Scorer.Finding finding) {
    return Double.isFinite(finding.value())
        ? new ScoreResult(
            score, OptionalDouble.of(finding.value()), finding.curves(), finding.notes())
        : refused(score, "the value is not a finite number (%s)".formatted(finding.value()));
  }

  private static ScoreResult refused(Score score, String why) {
    return new ScoreResult(score, OptionalDouble.empty(), List.of(), List.of(why));
  }
}

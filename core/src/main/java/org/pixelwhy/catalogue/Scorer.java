package org.pixelwhy.catalogue;

import java.util.List;
import java.util.function.BiFunction;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.target.Question;

/** Computes a score of a method's maps. */
@FunctionalInterface
public interface Scorer {
  /** What is scored: the maps that a method gave for a question about an image. */
  record Subject(
      ModelRunner runner,
      Evaluation at,
      Question question,
      Method.Chosen chosen,
      Attributor attributor,
      List<Attribution> maps) {}

  /**
   * What a score says of one map.
   *
   * @param value NaN where it has none; the notes then say why
   * @param notes what a reader should know
   */
  record Finding(double value, List<ScoreCurve> curves, List<String> notes) {
    /** A value and nothing else. */
    public static Finding of(double value) {
      return new Finding(value, List.of(), List.of());
    }
  }

  /**
   * One finding for each map, in their order.
   *
   * @throws org.pixelwhy.tensor.InputException if the score does not apply to the method, its maps,
   *     or the model
   */
  List<Finding> score(Subject subject);

  /** A scorer that looks at one map after the other. */
  static Scorer ofMaps(BiFunction<Subject, Attribution, Finding> scorer) {
    return subject -> subject.maps().stream().map(map -> scorer.apply(subject, map)).toList();
  }
}

package org.pixelwhy.study;

import java.util.List;
import java.util.OptionalDouble;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.ScoreCurve;
import org.pixelwhy.tensor.Text;

/**
 * What a score says of one map.
 *
 * @param value empty where the score does not apply; the notes then say why
 * @param curves what it was computed from
 * @param notes what a reader should know
 */
public record ScoreResult(
    Score score, OptionalDouble value, List<ScoreCurve> curves, List<String> notes) {
  public ScoreResult {
    curves = List.copyOf(curves);
    notes = List.copyOf(notes);
  }

  /** The value in four digits, or a dash. */
  public String text() {
    return value.isPresent() ? Text.format("%.4g", value.getAsDouble()) : "-";
  }
}

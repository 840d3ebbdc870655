package org.pixelwhy.target;

import java.util.Arrays;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What a user wrote behind the name of a kind of target.
 *
 * @param kind what was named
 * @param rest what follows its colon; empty without one
 */
public record TargetText(TargetKind kind, String rest) {
  /** All of it as a class, or none where nothing is there. */
  public ClassChoice whole() {
    return ClassChoice.named(rest);
  }

  /** All of it, which must be something. */
  public String required() {
    return required(rest);
  }

  private String required(String written) {
    if (written.isBlank()) {
      throw new InputException(
          Text.format("target '%s' needs a place, such as %s", kind.id(), kind.example()));
    }
    return written;
  }

  /** What comes before the first colon. */
  public String place() {
    int colon = rest.indexOf(':');
    return colon < 0 ? rest : rest.substring(0, colon);
  }

  /** What comes behind the first colon as a class, or none where there is nothing. */
  public ClassChoice classBehindPlace() {
    int colon = rest.indexOf(':');
    return ClassChoice.named(colon < 0 ? "" : rest.substring(colon + 1));
  }

  /** The place as a point. */
  public ImagePoint point() {
    double[] xy = numbers(2);
    return new ImagePoint(xy[0], xy[1]);
  }

  /**
   * The place as numbers.
   *
   * @param count so many, or any number of them if -1
   * @throws InputException if it is something else
   */
  public double[] numbers(int count) {
    String place = required(place());
    try {
      double[] numbers =
          Arrays.stream(place.split("[,; ]+")).mapToDouble(Double::parseDouble).toArray();
      if (count >= 0 && numbers.length != count
          || Arrays.stream(numbers).anyMatch(n -> !Double.isFinite(n))) {
        throw new NumberFormatException();
      }
      return numbers;
    } catch (NumberFormatException e) {
      throw new InputException(
          Text.format("target '%s': expected %s, found '%s'", kind.id(), kind.example(), place), e);
    }
  }
}

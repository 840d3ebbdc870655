package org.pixelwhy.target;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/**
 * The class that a target is about: its number, its name, or none, which leaves it to what is
 * predicted.
 *
 * @param index its number, if that is given
 * @param name its name, or its number in digits where no class is called so; may be empty
 */
public record ClassChoice(OptionalInt index, String name) {
  /** No class is stated. */
  public static final ClassChoice OPEN = new ClassChoice(OptionalInt.empty(), "");

  public ClassChoice {
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(name, "name");
  }

  /** The class with this number. */
  public static ClassChoice of(int index) {
    return new ClassChoice(OptionalInt.of(index), "");
  }

  /** The class with this name, or with this number; an empty name leaves it open. */
  public static ClassChoice named(String nameOrNumber) {
    return new ClassChoice(OptionalInt.empty(), nameOrNumber.strip());
  }

  /**
   * The class's number among some classes; none where the choice is open.
   *
   * @throws InputException if there is no such class, with the nearest names
   */
  public OptionalInt among(List<String> classNames) {
    if (index.isPresent()) {
      return OptionalInt.of(checked(index.getAsInt(), classNames));
    }
    return name.isEmpty() ? OptionalInt.empty() : OptionalInt.of(find(classNames));
  }

  private static int checked(int index, List<String> classNames) {
    if (index < 0 || index >= classNames.size()) {
      throw new InputException(
          Text.format(
              "there is no class %d; the network has classes 0 to %d",
              index, classNames.size() - 1));
    }
    return index;
  }

  private int find(List<String> classNames) {
    int byName = classNames.indexOf(name);
    if (byName >= 0) {
      return byName;
    }
    try {
      int number = Integer.parseInt(name);
      if (number >= 0 && number < classNames.size()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // No number: reported below like a number that is out of range.
    }
    throw new InputException(
        Text.format(
            "unknown class '%s' of a network with %d classes.%s",
            name, classNames.size(), NearestNames.suggest(name, classNames)));
  }

  /** The class, or where it is open the one with the most pixels besides the background. */
  int orLargest(Prediction prediction) {
    return among(prediction.classNames()).orElseGet(() -> largest(prediction));
  }

  private static int largest(Prediction prediction) {
    int best = -1;
    for (int k = 0; k < prediction.classes(); k++) {
      boolean background = prediction.background().equals(OptionalInt.of(k));
      if (!background && (best < 0 || prediction.mask(k).count() > prediction.mask(best).count())) {
        best = k;
      }
    }
    return Math.max(0, best);
  }

  /** The class, or where it is open the one predicted at most of some pixels. */
  int orMostVoted(Prediction prediction, int[] pixels) {
    return among(prediction.classNames()).orElseGet(() -> mostVoted(prediction, pixels));
  }

  private static int mostVoted(Prediction prediction, int[] pixels) {
    int[] votes = new int[prediction.classes()];
    for (int pixel : pixels) {
      votes[prediction.classAt(pixel)]++;
    }
    int best = 0;
    for (int k = 1; k < votes.length; k++) {
      best = votes[k] > votes[best] ? k : best;
    }
    return best;
  }

  /** How a target's text ends: a colon and the class, or nothing. */
  String suffix() {
    return equals(OPEN) ? "" : ":" + this;
  }

  @Override
  public String toString() {
    return index.isPresent() ? Integer.toString(index.getAsInt()) : name;
  }
}

package org.pixelwhy.app.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.tensor.Text;

/** What was guessed of a model, in one line, with the options that say it. */
public final class GuessText {
  private static final int LONGEST = 60;

  /** By what a guess begins with. */
  private static final Map<String, String> OPTIONS = options();

  private GuessText() {}

  private static Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("preprocessing", "--normalize, --scale, --mean, --std");
    options.put("channels", "--channels");
    options.put("output", "--output");
    options.put("activation", "--activation");
    options.put("classes", "--classes");
    options.put("background", "--background");
    options.put("input layout", "--axes");
    return options;
  }

  /** Empty where everything is stated. */
  public static Optional<String> line(ModelCard card) {
    if (card.guesses().isEmpty()) {
      return Optional.empty();
    }
    List<String> guesses = new ArrayList<>();
    Set<String> options = new LinkedHashSet<>();
    OPTIONS.forEach(
        (field, option) ->
            card.guesses().stream()
                .filter(guess -> guess.startsWith(field + ": "))
                .findFirst()
                .ifPresent(
                    guess -> {
                      guesses.add(shortened(guess, card));
                      options.add(option);
                    }));
    card.guesses().stream()
        .filter(guess -> OPTIONS.keySet().stream().noneMatch(f -> guess.startsWith(f + ": ")))
        .forEach(guesses::add);
    options.add("--card");
    return Optional.of(
        Text.format(
            "guessed: %s (say otherwise by %s)",
            String.join("; ", guesses), String.join(", ", options)));
  }

  private static String shortened(String guess, ModelCard card) {
    if (guess.startsWith("preprocessing: ")) {
      boolean unit = card.preprocessing().equals(List.of(new Scale(1 / 255.0, 0)));
      return "preprocessing: " + (unit ? "values / 255" : "values as they are");
    }
    if (guess.length() <= LONGEST) {
      return guess;
    }
    return guess.startsWith("classes: ")
        ? Text.format("classes: %d of them", card.classNames().size())
        : guess;
  }
}

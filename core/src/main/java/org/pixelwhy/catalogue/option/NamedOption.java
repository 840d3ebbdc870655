package org.pixelwhy.catalogue.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One thing that users may choose about a method or a score.
 *
 * @param name what users write
 * @param summary one line
 * @param allowed the values that there are, in words
 * @param standard the value where none is given, as text
 * @param reader the value of a text; empty, or an {@link InputException} or {@link
 *     NumberFormatException}, where it has none
 */
public record NamedOption<T>(
    String name,
    String summary,
    String allowed,
    String standard,
    Function<String, Optional<T>> reader) {
  /**
   * The value of a text.
   *
   * @throws InputException if it has none, with what is allowed
   */
  public T read(String text) {
    Optional<T> value;
    try {
      value = reader.apply(text.strip());
    } catch (NumberFormatException e) {
      value = Optional.empty();
    }
    return value.orElseThrow(
        () -> new InputException(Text.format("expected %s, found '%s'", allowed, text)));
  }

  /** A whole number of a range. */
  public static NamedOption<Integer> whole(
      String name, String summary, int standard, int least, int greatest) {
    String allowed =
        greatest == Integer.MAX_VALUE
            ? Text.format("a whole number from %d", least)
            : Text.format("a whole number from %d to %d", least, greatest);
    return new NamedOption<>(
        name,
        summary,
        allowed,
        Integer.toString(standard),
        text -> Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= greatest));
  }

  /** One whole number from 1, or one for each axis, separated by commas. */
  public static NamedOption<List<Integer>> wholes(String name, String summary, String standard) {
    return new NamedOption<>(
        name,
        summary,
        "a whole number from 1, or one for each axis as in 15,9",
        standard,
        text ->
            Optional.of(Arrays.stream(text.split(",", -1)).map(Integer::parseInt).toList())
                .filter(numbers -> numbers.stream().allMatch(n -> n >= 1)));
  }

  /** Any number that single precision holds. */
  public static NamedOption<Double> real(String name, String summary, double standard) {
    return new NamedOption<>(
        name,
        summary,
        "a number",
        Double.toString(standard),
        text -> Optional.of(number(text)).filter(x -> Math.abs(x) <= Float.MAX_VALUE));
  }

  /** A number from {@code least} on. */
  public static NamedOption<Double> atLeast(
      String name, String summary, double standard, double least) {
    return new NamedOption<>(
        name,
        summary,
        Text.format("a number from %s", least),
        Double.toString(standard),
        text -> Optional.of(number(text)).filter(x -> x >= least));
  }

  /** A number above 0. */
  public static NamedOption<Double> positive(String name, String summary, double standard) {
    return new NamedOption<>(
        name,
        summary,
        "a number above 0",
        Double.toString(standard),
        text -> Optional.of(number(text)).filter(x -> x > 0));
  }

  /** A number above 0 and at most 1. */
  public static NamedOption<Double> share(String name, String summary, double standard) {
    return new NamedOption<>(
        name,
        summary,
        "a number above 0 and at most 1",
        Double.toString(standard),
        text -> Optional.of(number(text)).filter(x -> x > 0 && x <= 1));
  }

  private static double number(String text) {
    String[] parts = text.split("/", 2);
    double value = Double.parseDouble(parts[0]);
    double number = parts.length == 1 ? value : value / Double.parseDouble(parts[1]);
    if (!Double.isFinite(number)) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  /** On or off. */
  public static NamedOption<Boolean> flag(String name, String summary, boolean standard) {
    return new NamedOption<>(
        name,
        summary,
        "on or off",
        standard ? "on" : "off",
        text ->
            text.equals("on") || text.equals("off")
                ? Optional.of(text.equals("on"))
                : Optional.empty());
  }

  /** One of some constants, by their names in lower case with hyphens; the first is standard. */
  public static <E extends Enum<E>> NamedOption<E> choice(
      String name, String summary, List<E> constants) {
    return new NamedOption<>(
        name,
        summary,
        constants.stream().map(NamedOption::written).collect(Collectors.joining(", ")),
        written(constants.get(0)),
        text -> constants.stream().filter(c -> written(c).equals(text)).findFirst());
  }

  /** Some constants of a type, separated by commas. */
  public static <E extends Enum<E>> NamedOption<Set<E>> several(
      String name, String summary, E standard) {
    List<E> constants = List.of(standard.getDeclaringClass().getEnumConstants());
    List<String> names = constants.stream().map(NamedOption::written).toList();
    return new NamedOption<>(
        name,
        summary,
        Text.format("some of %s, separated by commas", String.join(", ", names)),
        written(standard),
        text ->
            Optional.of(List.of(text.split(",", -1)))
                .filter(names::containsAll)
                .map(
                    parts ->
                        parts.stream()
                            .map(part -> constants.get(names.indexOf(part)))
                            .collect(Collectors.toUnmodifiableSet())));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

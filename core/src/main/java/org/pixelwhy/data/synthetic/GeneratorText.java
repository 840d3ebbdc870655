package org.pixelwhy.data.synthetic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/**
 * Generators as people write them: {@code testnet}, {@code marked@0.2} (the probability of a
 * marking), {@code livers@elongated} (the shape of tumours), {@code abdomen}, {@code
 * testnet@triangle} (always the triangle).
 */
public final class GeneratorText {
  private static final List<String> KINDS = List.of("testnet", "marked", "livers", "abdomen");

  private GeneratorText() {}

  /** Whether a text names a kind of generator, whatever its parameter. */
  public static boolean names(String text) {
    return KINDS.contains(text.split("@", 2)[0]);
  }

  /**
   * The generator.
   *
   * @throws InputException if there is none of that name, or the parameter is none
   */
  public static Generator parse(String text, long seed) {
    String[] parts = text.split("@", 2);
    String parameter = parts.length == 2 ? parts[1] : "";
    switch (parts[0]) {
      case "testnet":
        return new Testnet(seed, rule(text, parameter));
      case "marked":
        return new Marked(seed, parameter.isEmpty() ? 0.5 : probability(text, parameter));
      case "livers":
        return new Livers(seed, parameter.isEmpty() ? TumourShape.REAL_LIKE : shape(parameter));
      case "abdomen":
        if (!parameter.isEmpty()) {
          throw new InputException(Text.format("abdomen has no parameter, found '%s'", text));
        }
        return new Abdomen(seed);
      default:
        throw new InputException(
            Text.format("unknown generator '%s'.%s", text, NearestNames.suggest(parts[0], KINDS)));
    }
  }

  private static Testnet.Rule rule(String text, String parameter) {
    switch (parameter) {
      case "":
        return Testnet.Rule.CONTEXT;
      case "triangle":
        return Testnet.Rule.TRIANGLE;
      default:
        throw new InputException(
            Text.format("expected testnet or testnet@triangle, found '%s'", text));
    }
  }

  private static double probability(String text, String parameter) {
    try {
      return Double.parseDouble(parameter);
    } catch (NumberFormatException e) {
      throw new InputException(
          Text.format("expected a probability such as marked@0.2, found '%s'", text), e);
    }
  }

  private static TumourShape shape(String parameter) {
    for (TumourShape shape : TumourShape.values()) {
      if (name(shape).equals(parameter)) {
        return shape;
      }
    }
    String known =
        Arrays.stream(TumourShape.values())
            .map(GeneratorText::name)
            .collect(Collectors.joining(", "));
    throw new InputException(
        Text.format("unknown shape of tumours '%s'; there is: %s", parameter, known));
  }

  private static String name(TumourShape shape) {
    return shape.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

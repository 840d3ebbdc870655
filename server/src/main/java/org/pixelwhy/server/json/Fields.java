package org.pixelwhy.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The fields of a JSON object, each of the type that is expected. */
public final class Fields {
  private static final int MOST_TEXTS = 200;

  private final JsonNode object;

  /**
   * @param known names that there may be
   * @throws InputException if there are others
   */
  public Fields(JsonNode object, Set<String> known) {
    this.object = object;
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new InputException(
            Text.format(
                "unknown field '%s'; there are %s",
                name.length() > 40 ? name.substring(0, 40) : name,
                String.join(", ", known.stream().sorted().toList())));
      }
    }
  }

  /** A text that must be there. */
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new InputException(Text.format("field '%s' is missing", name)));
  }

  /** A text. */
  public Optional<String> optionalText(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong(name, "a text", value);
    }
    return Optional.of(value.textValue());
  }

  /** A list of texts. */
  public List<String> texts(String name, List<String> otherwise) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isArray() || value.size() > MOST_TEXTS) {
      throw wrong(name, "a list of at most " + MOST_TEXTS + " texts", value);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isTextual()) {
        throw wrong(name, "a list of texts", each);
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  /** A whole number. */
  public long whole(String name, long otherwise) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number", value);
    }
    return value.longValue();
  }

  /** A constant of an enum, in lower case. */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    Optional<String> text = optionalText(name);
    return text.isEmpty() ? otherwise : choice(name, text.get(), otherwise.getDeclaringClass());
  }

  /** A constant by its name in lower case. */
  public static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> lower(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "%s: expected one of %s",
                        name, String.join(", ", constants.stream().map(Fields::lower).toList()))));
  }

  /** A constant as it is written: in lower case, with hyphens. */
  public static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Yes or no. */
  public boolean flag(String name, boolean otherwise) {
    return optionalFlag(name).orElse(otherwise);
  }

  /** Yes, no, or nothing said. */
  public Optional<Boolean> optionalFlag(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return Optional.of(value.booleanValue());
  }

  private static InputException wrong(String name, String expected, JsonNode found) {
    return new InputException(
        Text.format(
            "field '%s': expected %s, found %s",
            name, expected, found.getNodeType().name().toLowerCase(Locale.ROOT)));
  }
}

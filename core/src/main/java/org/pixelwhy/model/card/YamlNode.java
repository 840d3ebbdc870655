package org.pixelwhy.model.card;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/**
 * A value in a YAML or JSON file, with its place for messages. All scalars are text until asked for
 * as something else, so that a class named {@code no} is not a truth value.
 */
public final class YamlNode {
  private static final int DEEPEST_LIST = 8;

  private final Path file;
  private final String path;
  private final Object value;

  /**
   * @param file for messages
   * @param path of the value in the file; empty for the whole
   * @param value maps, lists, and scalars in them
   */
  public YamlNode(Path file, String path, Object value) {
    this.file = file;
    this.path = path;
    this.value = value;
  }

  /** An error at this place. */
  public InputException error(String message) {
    return new InputException(file + ": " + (path.isEmpty() ? "" : path + ": ") + message);
  }

  InputException expected(String what) {
    return error(Text.format("expected %s, found %s", what, kind()));
  }

  private String kind() {
    if (value instanceof Map) {
      return "a mapping";
    } else if (value instanceof List) {
      return "a list";
    } else if (value == null) {
      return "nothing";
    }
    String text = value.toString();
    return Text.format("'%s'", text.length() <= 60 ? text : text.substring(0, 60) + "...");
  }

  /** What a constructor makes of this value; its complaint is given this place. */
  public <T> T make(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (InputException e) {
      throw e.getMessage().startsWith(file + ": ") ? e : error(e.getMessage());
    }
  }

  public boolean isMap() {
    return value instanceof Map;
  }

  public boolean isList() {
    return value instanceof List;
  }

  private Map<?, ?> map() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw expected("a mapping (key: value)");
  }

  /** The value of a key; empty where the key is absent or has no value. */
  public Optional<YamlNode> get(String key) {
    Object found = map().get(key);
    if (found == null) {
      return Optional.empty();
    }
    return Optional.of(new YamlNode(file, path.isEmpty() ? key : path + "." + key, found));
  }

  /** The value of a key that must be there. */
  public YamlNode require(String key) {
    return get(key).orElseThrow(() -> error(Text.format("'%s' is missing", key)));
  }

  public Set<String> keys() {
    return map().keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /** Refuses keys other than these, offering the nearest. */
  public void requireKeys(List<String> known) {
    for (Object key : map().keySet()) {
      if (!known.contains(String.valueOf(key))) {
        throw error(
            Text.format(
                "unknown key '%s'.%s", key, NearestNames.suggest(String.valueOf(key), known)));
      }
    }
  }

  public List<YamlNode> items() {
    if (!(value instanceof List<?> list)) {
      throw expected("a list");
    }
    List<YamlNode> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(new YamlNode(file, Text.format("%s[%d]", path, i), list.get(i)));
    }
    return items;
  }

  public String text() {
    if (value == null || value instanceof Map || value instanceof List) {
      throw expected("text");
    }
    return value.toString();
  }

  /** A number; a fraction such as {@code 1/255} is one too. */
  public double number() {
    String text = text().strip();
    String[] parts = text.split("/", 2);
    try {
      double number = parse(parts[0]);
      return parts.length == 1 ? number : number / parse(parts[1]);
    } catch (NumberFormatException e) {
      throw expected("a number");
    }
  }

  private static double parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    return switch (plain) {
      case "inf", ".inf", "+inf", "+.inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-.inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (!plain.matches("[-+0-9.e]+")) {
          throw new NumberFormatException(plain);
        }
        yield Double.parseDouble(plain);
      }
    };
  }

  /** Whether it is a number in its own right, and no text with digits. */
  public boolean isNumber() {
    return value instanceof Number;
  }

  /** A whole number of any size that a {@code long} holds. */
  public long whole() {
    try {
      return Long.parseLong(text().strip());
    } catch (NumberFormatException e) {
      throw expected("a whole number");
    }
  }

  public int integer() {
    double number = number();
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw expected("a whole number");
    }
    return (int) number;
  }

  boolean bool() {
    return switch (text().toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw expected("true or false");
    };
  }

  /**
   * One number, or a list of them, perhaps nested (as arrays with axes of length 1 are written).
   */
  List<Double> numbers() {
    List<Double> numbers = new ArrayList<>();
    collect(numbers, 0);
    return List.copyOf(numbers);
  }

  private void collect(List<Double> numbers, int depth) {
    if (depth > DEEPEST_LIST || numbers.size() > 1 << 16) {
      throw error("expected at most a short list of numbers");
    }
    if (isList()) {
      items().forEach(item -> item.collect(numbers, depth + 1));
    } else {
      numbers.add(number());
    }
  }

  /** One of an enum's constants, case ignored. */
  public <E extends Enum<E>> E choice(Class<E> type) {
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String given = text().strip();
      if (constant.name().equalsIgnoreCase(given) || constant.toString().equalsIgnoreCase(given)) {
        return constant;
      }
      known.add(constant.toString().toLowerCase(Locale.ROOT));
    }
    throw error(Text.format("unknown value '%s'.%s", text(), NearestNames.suggest(text(), known)));
  }
}

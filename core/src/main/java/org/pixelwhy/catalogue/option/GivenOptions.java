package org.pixelwhy.catalogue.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/** What users chose: {@code NAME=VALUE} or {@code OWNER.NAME=VALUE}, each name once. */
public final class GivenOptions {
  /** Nothing is chosen. */
  public static final GivenOptions NONE = new GivenOptions(List.of());

  /**
   * One choice.
   *
   * @param owner the method or score; empty for all that have the option
   */
  private record Given(String owner, String name, String value) {
    private static Given parse(String text) {
      int equals = text.indexOf('=');
      String key = equals < 0 ? "" : text.substring(0, equals).strip();
      int dot = key.indexOf('.');
      String name = key.substring(dot + 1);
      if (name.isEmpty() || dot == 0) {
        throw new InputException(
            Text.format(
                "option '%s': expected NAME=VALUE or METHOD.NAME=VALUE, such as samples=50", text));
      }
      String owner = dot < 0 ? "" : key.substring(0, dot);
      return new Given(owner, name, text.substring(equals + 1).strip());
    }

    private boolean concerns(Configurable thing) {
      return owner.isEmpty() || owner.equals(thing.id());
    }

    private String key() {
      return owner.isEmpty() ? name : owner + "." + name;
    }
  }

  private final List<Given> given;

  private GivenOptions(List<Given> given) {
    this.given = List.copyOf(given);
    Set<String> keys = new HashSet<>();
    for (Given each : given) {
      if (!keys.add(each.key())) {
        throw new InputException(Text.format("option '%s' is given twice", each.key()));
      }
    }
  }

  /**
   * Reads the notation above.
   *
   * @throws InputException if a text is none, or a name is given twice
   */
  public static GivenOptions parse(List<String> texts) {
    return new GivenOptions(texts.stream().map(Given::parse).toList());
  }

  /**
   * Makes sure that every choice concerns something and has a value.
   *
   * @throws InputException if not, with the nearest names or the values allowed
   */
  public void require(Collection<? extends Configurable> selected) {
    for (Given each : given) {
      List<String> names = new ArrayList<>();
      boolean found = false;
      for (Configurable thing : selected) {
        if (each.concerns(thing)) {
          thing.options().forEach(option -> names.add(option.name()));
          Optional<NamedOption<?>> option = option(thing, each.name());
          option.ifPresent(declared -> value(thing, declared, each.value()));
          found |= option.isPresent();
        }
      }
      if (!found) {
        throw unknown(each, selected, names);
      }
    }
  }

  private static InputException unknown(
      Given given, Collection<? extends Configurable> selected, List<String> names) {
    List<String> ids = selected.stream().map(Configurable::id).toList();
    if (!given.owner().isEmpty() && !ids.contains(given.owner())) {
      return new InputException(
          Text.format(
              "option '%s': '%s' is not selected.%s",
              given.key(), given.owner(), NearestNames.suggest(given.owner(), ids)));
    }
    String who = given.owner().isEmpty() ? "nothing selected" : given.owner();
    String has = given.owner().isEmpty() ? "has it" : Text.format("has no '%s'", given.name());
    return new InputException(
        Text.format(
            "option '%s': %s %s.%s",
            given.key(), who, has, NearestNames.suggest(given.name(), names)));
  }

  private static Optional<NamedOption<?>> option(Configurable thing, String name) {
    return thing.options().stream().filter(option -> option.name().equals(name)).findFirst();
  }

  private static <T> T value(Configurable thing, NamedOption<T> option, String text) {
    try {
      return option.read(text);
    } catch (InputException e) {
      throw new InputException(
          Text.format("option '%s.%s': %s", thing.id(), option.name(), e.getMessage()), e);
    }
  }

  /** The notation that {@link #parse} reads. */
  public List<String> texts() {
    return given.stream().map(each -> each.key() + "=" + each.value()).toList();
  }

  /** With other values of the options of one name, whoever has them. */
  public GivenOptions map(NamedOption<?> option, UnaryOperator<String> value) {
    return new GivenOptions(
        given.stream()
            .map(
                each ->
                    each.name().equals(option.name())
                        ? new Given(each.owner(), each.name(), value.apply(each.value()))
                        : each)
            .toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GivenOptions options && options.given.equals(given);
  }

  @Override
  public int hashCode() {
    return given.hashCode();
  }

  /** This and one choice more. */
  public GivenOptions with(Configurable owner, NamedOption<?> option, String value) {
    List<Given> more = new ArrayList<>(given);
    more.add(new Given(owner.id(), option.name(), value));
    return new GivenOptions(more);
  }

  /** Whether a value is given, and not merely the standard one. */
  public boolean isGiven(Configurable thing, NamedOption<?> option) {
    return text(thing, option).isPresent();
  }

  /**
   * The value that holds: given for this thing, else given for all, else the standard one.
   *
   * @throws InputException if the text has no value
   */
  public <T> T value(Configurable thing, NamedOption<T> option) {
    if (!thing.options().contains(option)) {
      throw new IllegalArgumentException(thing.id() + " does not declare " + option.name());
    }
    return value(thing, option, text(thing, option).orElse(option.standard()));
  }

  /** The texts of all values that hold for a thing, by name. */
  public Map<String, String> effective(Configurable thing) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (NamedOption<?> option : thing.options()) {
      texts.put(option.name(), text(thing, option).orElse(option.standard()));
    }
    return texts;
  }

  private Optional<String> text(Configurable thing, NamedOption<?> option) {
    Optional<String> text = Optional.empty();
    for (Given each : given) {
      boolean narrower = !each.owner().isEmpty() || text.isEmpty();
      if (each.concerns(thing) && each.name().equals(option.name()) && narrower) {
        text = Optional.of(each.value());
      }
    }
    return text;
  }
}

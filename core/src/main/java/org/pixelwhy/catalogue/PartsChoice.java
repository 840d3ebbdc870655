package org.pixelwhy.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pixelwhy.attribution.parts.Division;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;

/** A division into parts as users name it; a file is read only when the image is known. */
sealed interface PartsChoice {
  /** What an image is divided into. */
  NamedOption<PartsChoice> OPTION =
      new NamedOption<>(
          "parts",
          "what the image is divided into",
          "superpixels or superpixels:N (about so many), grid or grid:N (cells along each axis),"
              + " channels, classes or objects (as predicted), or a file: a mask whose numbers are the parts",
          "superpixels",
          PartsChoice::parse);

  /** The same, but the predicted classes where nothing is said. */
  NamedOption<PartsChoice> SEGMENTS =
      new NamedOption<>(
          OPTION.name(), OPTION.summary(), OPTION.allowed(), "classes", PartsChoice::parse);

  /** All options whose values are parts. */
  List<NamedOption<PartsChoice>> OPTIONS = List.of(OPTION, SEGMENTS);

  /**
   * The division.
   *
   * @param labels reads a file as a number for each pixel of the network's input
   */
  Division division(Function<Path, int[]> labels);

  /** The file that it is read from, if it is. */
  default Stream<Path> files() {
    return Stream.empty();
  }

  /** One that needs no file. */
  record Computed(Division division) implements PartsChoice {
    @Override
    public Division division(Function<Path, int[]> labels) {
      return division;
    }
  }

  /** A mask whose numbers are the parts. */
  record InFile(Path file) implements PartsChoice {
    @Override
    public Division division(Function<Path, int[]> labels) {
      return new Division.Labels(extents -> labels.apply(file));
    }

    @Override
    public Stream<Path> files() {
      return Stream.of(file);
    }
  }

  /** Options whose parts are read from other places, where they are read from files. */
  static GivenOptions moved(GivenOptions options, Function<Path, String> place) {
    return options.map(
        OPTION, text -> computed(text).isPresent() ? text : place.apply(Path.of(text)));
  }

  private static Optional<PartsChoice> parse(String text) {
    return computed(text)
        .map(found -> (PartsChoice) new Computed(found))
        .or(() -> Optional.of(new InFile(OptionFiles.existing(text, OPTION))));
  }

  private static Optional<Division> computed(String text) {
    int colon = text.indexOf(':');
    Optional<Integer> number = colon < 0 ? Optional.empty() : number(text.substring(colon + 1));
    if (colon >= 0 && number.isEmpty()) {
      return Optional.empty();
    }
    return switch (colon < 0 ? text : text.substring(0, colon)) {
      case "superpixels" -> Optional.of(new Division.Superpixels(number.orElse(50)));
      case "grid" -> Optional.of(new Division.Grid(number.orElse(4)));
      case "channels" -> Optional.<Division>of(new Division.Channels()).filter(x -> colon < 0);
      case "classes" -> Optional.<Division>of(new Division.Classes()).filter(x -> colon < 0);
      case "objects" -> Optional.<Division>of(new Division.Objects()).filter(x -> colon < 0);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

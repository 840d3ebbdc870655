package org.pixelwhy.catalogue;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The files that options of methods and scores name. */
public final class OptionFiles {
  private OptionFiles() {}

  /** Those of a method or score. */
  public static Stream<Path> of(Configurable owner, GivenOptions options) {
    Stream<Path> baselines =
        owner.options().contains(BaselineChoice.OPTION)
            ? options.value(owner, BaselineChoice.OPTION).files()
            : Stream.empty();
    Stream<Path> explainers =
        owner.options().contains(LearnedMethods.EXPLAINER)
            ? options.value(owner, LearnedMethods.EXPLAINER).stream()
            : Stream.empty();
    Stream<Path> parts =
        PartsChoice.OPTIONS.stream()
            .filter(owner.options()::contains)
            .flatMap(option -> options.value(owner, option).files());
    return Stream.of(baselines, explainers, parts).flatMap(files -> files);
  }

  /**
   * A file that an option's text names.
   *
   * @throws InputException if there is none, with what the option takes
   */
  static Path existing(String text, NamedOption<?> option) {
    try {
      Path file = Path.of(text);
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Reported below like a file that does not exist.
    }
    throw new InputException(
        Text.format("expected %s; there is no file '%s'", option.allowed(), text));
  }

  /**
   * Options whose files are read from other places.
   *
   * @param place the new path, as text, of a file
   */
  public static GivenOptions moved(GivenOptions options, Function<Path, String> place) {
    GivenOptions moved = LearnedMethods.moved(BaselineChoice.moved(options, place), place);
    return PartsChoice.moved(moved, place);
  }
}

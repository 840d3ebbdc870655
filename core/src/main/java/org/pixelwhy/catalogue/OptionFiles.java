package org.pixelwhy.catalogue;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.GivenOptions;

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
        owner.options().contains(PartsChoice.OPTION)
            ? options.value(owner, PartsChoice.OPTION).files()
            : Stream.empty();
    return Stream.of(baselines, explainers, parts).flatMap(files -> files);
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

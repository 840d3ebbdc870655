package org.pixelwhy.catalogue;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.learned.UNoise;
import org.pixelwhy.attribution.learned.Untrained;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.training.noise.NoiseExplainer;

/** Methods that draw what a network learned. */
final class LearnedMethods {
  private static final String NONE = "none";

  static final NamedOption<Optional<Path>> EXPLAINER =
      new NamedOption<>(
          "explainer",
          "the explainer that was trained for the network",
          "an ONNX file",
          NONE,
          LearnedMethods::file);
  private static final NamedOption<UNoise.Shown> MAP =
      NamedOption.choice(
          "map",
          "what is important, 0 to 1; or -z, which ranks all pixels",
          List.of(UNoise.Shown.values()));

  static final List<Method> ALL =
      List.of(
          new Method(
              "unoise",
              "U-Noise",
              Needs.TRAINED,
              "How much noise each pixel bears before the mask changes, as a network has learned it.",
              "importance",
              List.of(EXPLAINER, MAP),
              LearnedMethods::unoise));

  private LearnedMethods() {}

  private static Optional<Optional<Path>> file(String text) {
    if (text.equals(NONE)) {
      return Optional.of(Optional.empty());
    }
    try {
      return Optional.of(Optional.of(Path.of(text)));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Attributor unoise(Chosen chosen) {
    Optional<Path> file = chosen.get(EXPLAINER);
    return file.isPresent()
        ? new UNoise(NoiseExplainer.read(file.get()), chosen.get(MAP))
        : new Untrained(
            "U-Noise needs an explainer that was trained for the network, as its option"
                + " 'explainer'");
  }

  /** Options whose explainers are read from other places. */
  static GivenOptions moved(GivenOptions options, Function<Path, String> place) {
    return options.map(EXPLAINER, text -> text.equals(NONE) ? text : place.apply(Path.of(text)));
  }
}

package org.pixelwhy.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.tensor.Tensor;

/** A baseline as users name it; a file is read only when the model is known. */
public sealed interface BaselineChoice {
  /** Standard deviation of the blurred baseline where none is given, in pixels. */
  double BLUR = 10;

  /** What an image is compared with. */
  NamedOption<BaselineChoice> OPTION =
      new NamedOption<>(
          "baseline",
          "what the image is compared with, after preprocessing",
          "zero, mean (of each channel), blur or blur:SIGMA (in pixels), or a file: a picture, or"
              + " a finished input as .npy",
          "zero",
          BaselineChoice::parse);

  /**
   * The baseline.
   *
   * @param inputs reads a file as an input like the image that is explained
   */
  Baseline baseline(Function<Path, Tensor> inputs);

  /** The file that it is read from, if it is. */
  default Stream<Path> files() {
    return Stream.empty();
  }

  /** One that needs no file. */
  record Computed(Baseline known) implements BaselineChoice {
    @Override
    public Baseline baseline(Function<Path, Tensor> inputs) {
      return known;
    }
  }

  /** A picture, or a finished input. */
  record InFile(Path file) implements BaselineChoice {
    @Override
    public Baseline baseline(Function<Path, Tensor> inputs) {
      return new Baseline.Given(inputs.apply(file));
    }

    @Override
    public Stream<Path> files() {
      return Stream.of(file);
    }
  }

  /**
   * Options whose baselines are read from other places, where they are read from files.
   *
   * @param place the new path, as text, of a file
   */
  static GivenOptions moved(GivenOptions options, Function<Path, String> place) {
    return options.map(OPTION, text -> isComputed(text) ? text : place.apply(Path.of(text)));
  }

  private static boolean isComputed(String text) {
    return List.of("zero", "mean", "blur").contains(text) || text.startsWith("blur:");
  }

  private static Optional<BaselineChoice> parse(String text) {
    if (text.startsWith("blur:")) {
      double sigma = Double.parseDouble(text.substring("blur:".length()));
      return Optional.of(new Computed(new Baseline.Blurred(sigma)));
    }
    return switch (text) {
      case "zero" -> Optional.of(new Computed(Baseline.ZERO));
      case "mean" -> Optional.of(new Computed(new Baseline.Mean()));
      case "blur" -> Optional.of(new Computed(new Baseline.Blurred(BLUR)));
      default -> Optional.of(new InFile(OptionFiles.existing(text, OPTION)));
    };
  }
}

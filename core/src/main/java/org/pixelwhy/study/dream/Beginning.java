package org.pixelwhy.study.dream;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.tensor.InputException;

/**
 * Where dreams begin.
 *
 * @param kind what the picture is
 * @param size of the network's input, where it is stated
 * @param repeats dreams of each network, at least 1
 * @param varied what differs between them
 * @param seed of all that is drawn
 */
public record Beginning(
    Kind kind, Optional<Size> size, int repeats, Set<Varied> varied, long seed) {
  /** What the picture is. */
  public sealed interface Kind permits OfImage, Constant, Noise {}

  /** An image, best one without the class. */
  public record OfImage(ImageSource source) implements Kind {
    @Override
    public String toString() {
      return "image " + source.name();
    }
  }

  /** One value everywhere. */
  public record Constant(double value) implements Kind {
    @Override
    public String toString() {
      return "constant " + value;
    }
  }

  /**
   * Gaussian white noise.
   *
   * @param mean the middle of the range where it is not stated
   * @param deviation a tenth of the range where it is not stated
   */
  public record Noise(OptionalDouble mean, OptionalDouble deviation) implements Kind {
    @Override
    public String toString() {
      return "white noise"
          + (mean.isPresent() ? " of mean " + mean.getAsDouble() : "")
          + (deviation.isPresent() ? " and deviation " + deviation.getAsDouble() : "");
    }
  }

  /** What may differ between repeated dreams; the first one is as asked for. */
  public enum Varied {
    /** Other noise; an image or a constant under noise of a hundredth of the range. */
    START,
    /** Another place of the neuron, not far from the one asked for. */
    PIXEL,
    /** Step sizes of a half, twice, a quarter, four times, and so on. */
    STEP
  }

  public Beginning {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(size, "size");
    varied = Set.copyOf(varied);
    if (repeats < 1 || repeats > 1 && varied.isEmpty()) {
      throw new InputException(
          "illegal number of dreams "
              + repeats
              + ", must be at least 1, and something must differ between several");
    }
  }

  /** One dream. */
  public static Beginning once(Kind kind, Optional<Size> size, long seed) {
    return new Beginning(kind, size, 1, Set.of(), seed);
  }
}

package org.pixelwhy.server.opened;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.target.Reduction;

/**
 * A question as a client asks it.
 *
 * @param model its identifier
 * @param picture what is asked about
 * @param target in the notation of targets; {@code region} names a mask that was sent
 * @param number how the target's pixels become one number
 * @param methods identifiers of the catalogue, with what is chosen about them
 */
public record Asked(
    String model, PictureKey picture, String target, Number number, Methods methods) {
  public Asked {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(target, "target");
  }

  /** The same question about another picture. */
  public Asked about(PictureKey other) {
    return new Asked(model, other, target, number, methods);
  }

  /** The row of the mask that the target names, if it names one. */
  public OptionalLong mask() {
    return SafeRequest.mask(target);
  }

  /** How a target's pixels become one number, of which output. */
  public record Number(Reduction reduction, OutputSpace on) {}

  /**
   * By which methods.
   *
   * @param names identifiers of the catalogue
   * @param layers names, {@code auto} or {@code all}
   * @param options {@code NAME=VALUE} or {@code METHOD.NAME=VALUE}
   * @param seed where random numbers start
   */
  public record Methods(List<String> names, List<String> layers, List<String> options, long seed) {
    public Methods {
      names = List.copyOf(names);
      layers = List.copyOf(layers);
      options = List.copyOf(options);
    }
  }
}

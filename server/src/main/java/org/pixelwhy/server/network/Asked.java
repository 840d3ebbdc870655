package org.pixelwhy.server.network;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.server.json.Identifier;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.target.EntropyTarget;
import org.pixelwhy.target.MaskTarget;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;

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
  private static final String REGION = "region";
  private static final String DREAM = "dream";

  private static final Pattern UNSURE = Pattern.compile("(?i)\\s*entropy\\s*:(.*)");

  private static final Pattern EXPLAINER = Pattern.compile("(?:unoise\\.)?explainer=(.*)");

  private static final int MOST_PARTS = 3;

  public Asked {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(target, "target");
  }

  /** What an explainer of noise is tried by. */
  public static Asked trial(String model, PictureKey picture) {
    return new Asked(
        model,
        picture,
        "rectangle:0,0,1,1:0",
        new Number(Reduction.MEAN, OutputSpace.LOGITS),
        new Methods(List.of("unoise"), List.of(Layers.AUTO), List.of(), 0));
  }

  /** Whether it asks for a dream rather than for maps. */
  public boolean isDream() {
    return methods.names().contains(DREAM);
  }

  /** What the options call the explainer of noise, such as {@code u1}. */
  public Optional<String> explainer() {
    return methods.options().stream()
        .map(EXPLAINER::matcher)
        .filter(Matcher::matches)
        .map(option -> option.group(1).strip())
        .findFirst();
  }

  /** The options that name no explainer. */
  List<String> plainOptions() {
    return methods.options().stream()
        .filter(option -> !EXPLAINER.matcher(option).matches())
        .toList();
  }

  /** The same question about another picture. */
  public Asked about(PictureKey other) {
    return new Asked(model, other, target, number, methods);
  }

  /** What the target calls the mask that it names, such as {@code k1} of {@code region:k1:cat}. */
  public Optional<String> region() {
    return isRegion() ? Optional.of(part(1)) : Optional.empty();
  }

  /** The row of the mask that the target names, if it names one. */
  public OptionalLong mask() {
    return region().map(id -> Identifier.row(Identifier.MASK, id)).orElse(OptionalLong.empty());
  }

  /** The target whose pixels a mask has. */
  Target marked(Mask mask) {
    Target pixels = new MaskTarget(mask, ClassChoice.named(part(2)), "the marked pixels");
    return UNSURE.matcher(target).matches() ? EntropyTarget.at(pixels) : pixels;
  }

  private boolean isRegion() {
    return part(0).toLowerCase(Locale.ROOT).equals(REGION);
  }

  private String part(int number) {
    Matcher unsure = UNSURE.matcher(target);
    String[] parts = (unsure.matches() ? unsure.group(1) : target).split(":", MOST_PARTS);
    return number < parts.length ? parts[number].strip() : "";
  }

  /** How a target's pixels become one number, of which output. */
  public record Number(Reduction reduction, OutputSpace on) {}

  /**
   * By which methods.
   *
   * @param names identifiers of the catalogue
   * @param layers names, {@code auto} or {@code all}
   * @param options {@code NAME=VALUE} or {@code METHOD.NAME=VALUE}, of methods and scores
   * @param seed where random numbers start
   * @param scores of their maps, identifiers of the catalogue of scores
   */
  public record Methods(
      List<String> names,
      List<String> layers,
      List<String> options,
      long seed,
      List<String> scores) {
    public Methods {
      names = List.copyOf(names);
      layers = List.copyOf(layers);
      options = List.copyOf(options);
      scores = List.copyOf(scores);
    }

    /** Without scores. */
    public Methods(List<String> names, List<String> layers, List<String> options, long seed) {
      this(names, layers, options, seed, List.of());
    }
  }
}

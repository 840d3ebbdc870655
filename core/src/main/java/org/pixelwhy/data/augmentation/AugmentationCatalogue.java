package org.pixelwhy.data.augmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/** All augmentations by name, with their usual strengths. */
public final class AugmentationCatalogue {
  /** What people write to get the usual ones. */
  public static final String USUAL = "usual";

  /** What people write to get those of the U-Noise paper's code. */
  public static final String U_NOISE = "u-noise";

  /** What people write to get none. */
  public static final String NONE = "none";

  private static final double USUAL_PROBABILITY = 0.5;

  private static final List<String> USUAL_NAMES =
      List.of(
          "horizontal-flip",
          "vertical-flip",
          "gaussian-blur",
          "transpose",
          "zoom",
          "rotation",
          "translation");

  /** What takes a size instead of a probability. */
  private static final List<String> CROPS = List.of("crop", "balanced-crop");

  private static final Pattern CROP = Pattern.compile("([a-z-]+)=(\\d{1,5})(?:x(\\d{1,5}))?");

  private AugmentationCatalogue() {}

  private static Map<String, DoubleFunction<Augmentation>> all() {
    Map<String, DoubleFunction<Augmentation>> all = new LinkedHashMap<>();
    all.put("horizontal-flip", HorizontalFlip::new);
    all.put("vertical-flip", VerticalFlip::new);
    all.put("transpose", Transpose::new);
    all.put("rotation", p -> new Rotation(p, 30));
    all.put("zoom", p -> new Zoom(p, 0.8, 1.25));
    all.put("translation", p -> new Translation(p, 0.1));
    all.put("gaussian-blur", p -> new GaussianBlur(p, 0.5, 1.5));
    all.put("brightness", p -> new Brightness(p, 0.2));
    all.put("contrast", p -> new Contrast(p, 0.75, 1.33));
    all.put("gamma", p -> new Gamma(p, 0.7, 1.43));
    all.put("elastic", p -> new Elastic(p, 3, 12));
    all.put("grid-distortion", p -> new GridDistortion(p, 5, 0.3));
    all.put("optical-distortion", p -> new OpticalDistortion(p, 0.3));
    all.put(
        "shift-scale-rotate",
        p ->
            new Together(
                p,
                List.of(new Translation(1, 0.0625), new Zoom(1, 0.9, 1.1), new Rotation(1, 45))));
    return all;
  }

  /** A flip, one of three changes of grey, one of three distortions, and a change of pose. */
  private static List<Augmentation> uNoise() {
    return List.of(
        named("horizontal-flip", 0.5),
        new OneOf(0.3, certain("contrast", "gamma", "brightness")),
        new OneOf(0.3, certain("elastic", "grid-distortion", "optical-distortion")),
        named("shift-scale-rotate", 0.5));
  }

  private static List<Augmentation> certain(String... names) {
    return Arrays.stream(names).map(name -> named(name, 1)).toList();
  }

  private static Augmentation named(String name, double probability) {
    return all().get(name).apply(probability);
  }

  /** The names that {@link #parse} knows. */
  public static List<String> names() {
    return List.copyOf(all().keySet());
  }

  /**
   * The augmentations of a list such as {@code horizontal-flip,rotation:0.3}: names, each perhaps
   * with a probability (0.5 otherwise), or {@code usual}, {@code u-noise}, or {@code none}; and one
   * {@code crop=WIDTHxHEIGHT} or {@code balanced-crop=WIDTHxHEIGHT}, where one number is both.
   *
   * <p>The usual ones are flips, blur, transpose, zoom, rotation, translation.
   *
   * @throws InputException if a name is unknown, a probability or size is none, or there are two
   *     crops
   */
  public static List<Augmentation> parse(String text) {
    if (text.strip().equals(NONE)) {
      return List.of();
    }
    List<Augmentation> found = new ArrayList<>();
    for (String part : text.strip().split(",")) {
      if (part.strip().equals(USUAL)) {
        USUAL_NAMES.forEach(name -> found.add(named(name, USUAL_PROBABILITY)));
      } else if (part.strip().equals(U_NOISE)) {
        found.addAll(uNoise());
      } else if (CROPS.contains(part.strip().split("[=:]", 2)[0])) {
        if (crop(found).isPresent()) {
          throw new InputException("two crops are given; one size is enough: " + text);
        }
        found.add(crop(part.strip()));
      } else {
        found.add(one(part.strip()));
      }
    }
    return found;
  }

  /** The crop among augmentations, which says in what size samples come out of them. */
  public static Optional<Crop> crop(List<Augmentation> augmentations) {
    return augmentations.stream().filter(Crop.class::isInstance).map(Crop.class::cast).findFirst();
  }

  private static Crop crop(String text) {
    Matcher matcher = CROP.matcher(text);
    if (!matcher.matches()) {
      throw new InputException(
          Text.format(
              "expected crop=WIDTHxHEIGHT such as crop=256 or balanced-crop=512x384, found '%s'",
              text));
    }
    int width = Integer.parseInt(matcher.group(2));
    int height = matcher.group(3) == null ? width : Integer.parseInt(matcher.group(3));
    return new Crop(height, width, matcher.group(1).equals(CROPS.get(1)));
  }

  private static Augmentation one(String text) {
    String[] parts = text.split(":", 2);
    DoubleFunction<Augmentation> maker = all().get(parts[0]);
    if (maker == null) {
      throw new InputException(
          Text.format(
              "unknown augmentation '%s'.%s",
              parts[0],
              NearestNames.suggest(
                  parts[0], Stream.concat(all().keySet().stream(), CROPS.stream()).toList())));
    }
    try {
      return maker.apply(parts.length == 1 ? USUAL_PROBABILITY : Double.parseDouble(parts[1]));
    } catch (NumberFormatException e) {
      throw new InputException(
          Text.format("expected NAME or NAME:PROBABILITY such as rotation:0.3, found '%s'", text),
          e);
    }
  }
}

package org.pixelwhy.study.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.request.ExplainRequest;

/**
 * Names of a result's files, given one image at a time: a folder per image, several files per map.
 * Where several targets are asked about, names of files begin with theirs.
 */
public final class ResultNames {
  private static final int LONGEST = 80;

  /** What is added to names of numbers that lie where the pixels of the image do. */
  private static final String IN_IMAGE = "_image";

  private final Set<String> folders =
      new HashSet<>(Set.of("report.html", "result.json", "numbers.csv"));
  private final boolean oneTarget;
  private final boolean values;
  private final ImageNames images;

  /**
   * @param values whether maps and masks are kept as numbers too
   */
  public ResultNames(ExplainRequest request, boolean values) {
    this.values = values;
    this.images = new ImageNames(request.images());
    this.oneTarget = request.question().targets().size() == 1;
  }

  /**
   * The files of one image.
   *
   * @param title the image in headings; no other of the result has it
   * @param prediction the image with the predicted mask over it
   * @param mask the predicted class of each pixel as a number; empty where no numbers are kept
   * @param targets in the order of the image's targets
   */
  public record OfImage(
      String title, String prediction, Optional<String> mask, List<OfTarget> targets) {
    public OfImage {
      targets = List.copyOf(targets);
    }
  }

  /**
   * The files of one target.
   *
   * @param overview image, prediction and all maps side by side
   * @param maps one for each map
   * @param layerSheets all layers of a study, with the numbers of the table
   */
  public record OfTarget(String overview, List<OfMap> maps, List<String> layerSheets) {
    public OfTarget {
      maps = List.copyOf(maps);
      layerSheets = List.copyOf(layerSheets);
    }
  }

  /**
   * The files of one map.
   *
   * @param picture the map over the image, with its colour bar
   * @param values the numbers; empty where none are kept
   */
  public record OfMap(String picture, Optional<OfValues> values) {
    /** Without folder and ending; the same for the same map of each slice of a volume. */
    public String name() {
      return picture.substring(picture.lastIndexOf('/') + 1, picture.lastIndexOf('.'));
    }
  }

  /**
   * The numbers of one map.
   *
   * @param own in the network's geometry, {@code .npy}
   * @param image in the image's, {@code .npy}
   * @param tiff in the image's, 32-bit floats
   */
  public record OfValues(String own, String image, String tiff) {}

  /** The names for the next image. */
  public OfImage next(ImageResult image) {
    ImageNames.Names named = images.next(image.source());
    String folder = unique(named.stem(), folders) + "/";
    Set<String> taken = new HashSet<>(Set.of("overview", "prediction", "mask", "figure", "page"));
    List<OfTarget> targets = new ArrayList<>();
    for (TargetResult target : image.targets()) {
      targets.add(names(folder, target, taken));
    }
    Optional<String> mask = values ? Optional.of(folder + "mask.png") : Optional.empty();
    return new OfImage(named.title(), folder + "prediction.png", mask, targets);
  }

  /** A folder for what is made of several slices of a volume, with the slash behind it. */
  public String volume(Path volume, Plane plane, OptionalInt channel) {
    String own = channel.isPresent() ? "_" + channel.getAsInt() : "";
    String cut = plane.name().toLowerCase(Locale.ROOT);
    return unique(ImageSource.of(volume).stem() + "_" + cut + own, folders) + "/";
  }

  private OfTarget names(String folder, TargetResult target, Set<String> taken) {
    String prefix = oneTarget ? "" : target.spec() + "-";
    String overview = oneTarget ? "overview" : unique(prefix + "overview", taken);
    List<OfMap> maps = new ArrayList<>();
    for (MapResult map : target.maps()) {
      String layer = map.attribution().layer();
      String part = map.attribution().extras().part();
      String wanted =
          Stream.of(map.method().id(), layer, part)
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining("-", prefix, ""));
      String file = folder + unique(wanted, taken);
      String own = file + IN_IMAGE;
      OfValues numbers = new OfValues(file + ".npy", own + ".npy", own + ".tif");
      maps.add(new OfMap(file + ".png", values ? Optional.of(numbers) : Optional.empty()));
    }
    List<String> sheets =
        target.layerStudies().stream()
            .map(study -> folder + unique(prefix + "layers-" + study.method().id(), taken) + ".png")
            .toList();
    return new OfTarget(folder + overview + ".png", maps, sheets);
  }

  /** The same map in the image's geometry has a name of its own, which no other may have. */
  private static boolean isFree(String name, Set<String> taken) {
    String key = name.toLowerCase(Locale.ROOT);
    String plain = key.endsWith(IN_IMAGE) ? key.substring(0, key.length() - IN_IMAGE.length()) : "";
    return !taken.contains(key) && !taken.contains(key + IN_IMAGE) && !taken.contains(plain);
  }

  /**
   * A name that is safe in every file system and that nothing else here has, even where case does
   * not count.
   */
  private static String unique(String wanted, Set<String> taken) {
    String base = safe(wanted);
    String name = base;
    for (int i = 2; !isFree(name, taken); i++) {
      name = base + "-" + i;
    }
    taken.add(name.toLowerCase(Locale.ROOT));
    return name;
  }

  /** A name that is safe in every file system, perhaps a shorter one. */
  static String safe(String wanted) {
    String safe = wanted.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._]+", "");
    return safe.isEmpty() ? "image" : safe.substring(0, Math.min(LONGEST, safe.length()));
  }
}

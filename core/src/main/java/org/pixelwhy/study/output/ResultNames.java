package org.pixelwhy.study.output;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.request.ExplainRequest;

/**
 * Names of a result's files, given one image at a time: a folder per image, a pair of files per
 * map. Where several targets are asked about, names of files begin with theirs.
 */
public final class ResultNames {
  private static final int LONGEST = 80;

  private final Set<String> folders = new HashSet<>(Set.of("report.html", "result.json"));
  private final boolean oneTarget;

  public ResultNames(ExplainRequest request) {
    this.oneTarget = request.question().targets().size() == 1;
  }

  /**
   * The files of one image.
   *
   * @param prediction the image with the predicted mask over it
   * @param targets in the order of the image's targets
   */
  public record OfImage(String prediction, List<OfTarget> targets) {
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
   * @param values in the network's geometry, {@code .npy}
   * @param picture the map over the image, with its colour bar
   */
  public record OfMap(String values, String picture) {}

  /** The names for the next image. */
  public OfImage next(ImageResult image) {
    String folder = unique(image.source().stem(), folders) + "/";
    Set<String> taken = new HashSet<>(Set.of("overview", "prediction"));
    List<OfTarget> targets = new ArrayList<>();
    for (TargetResult target : image.targets()) {
      targets.add(names(folder, target, taken));
    }
    return new OfImage(folder + "prediction.png", targets);
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
      maps.add(new OfMap(file + ".npy", file + ".png"));
    }
    List<String> sheets =
        target.layerStudies().stream()
            .map(study -> folder + unique(prefix + "layers-" + study.method().id(), taken) + ".png")
            .toList();
    return new OfTarget(folder + overview + ".png", maps, sheets);
  }

  /**
   * A name that is safe in every file system and that nothing else here has, even where case does
   * not count.
   */
  private static String unique(String wanted, Set<String> taken) {
    String safe = wanted.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._]+", "");
    String base = safe.isEmpty() ? "image" : safe.substring(0, Math.min(LONGEST, safe.length()));
    String name = base;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "-" + i;
    }
    return name;
  }
}

package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of a result's files: a folder per image, a pair of files per map. */
public final class ResultNames {
  private static final int LONGEST = 80;

  private final List<String> folders = new ArrayList<>();
  private final List<List<String>> maps = new ArrayList<>();
  private final List<List<String>> studies = new ArrayList<>();

  public ResultNames(StudyResult result) {
    Set<String> taken = new HashSet<>(Set.of("report.html", "result.json"));
    for (ImageResult image : result.images()) {
      folders.add(unique(image.source().stem(), taken));
      Set<String> takenHere = new HashSet<>(Set.of("overview", "prediction"));
      List<String> here = new ArrayList<>();
      for (MapResult map : image.maps()) {
        String layer = map.attribution().layer();
        String part = map.attribution().extras().part();
        String wanted =
            Stream.of(map.method().id(), layer, part)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("-"));
        here.add(unique(wanted, takenHere));
      }
      maps.add(here);
      studies.add(
          image.layerStudies().stream()
              .map(study -> unique("layers-" + study.method().id(), takenHere))
              .toList());
    }
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

  public String prediction(int image) {
    return folders.get(image) + "/prediction.png";
  }

  /** Image, prediction and all maps side by side. */
  public String overview(int image) {
    return folders.get(image) + "/overview.png";
  }

  /** All layers of a study, with the numbers of the table. */
  public String layerSheet(int image, int study) {
    return folders.get(image) + "/" + studies.get(image).get(study) + ".png";
  }

  /** The map's values in the network's geometry, {@code .npy}. */
  public String values(int image, int map) {
    return folders.get(image) + "/" + maps.get(image).get(map) + ".npy";
  }

  /** The map over the image, with its colour bar. */
  public String picture(int image, int map) {
    return folders.get(image) + "/" + maps.get(image).get(map) + ".png";
  }
}

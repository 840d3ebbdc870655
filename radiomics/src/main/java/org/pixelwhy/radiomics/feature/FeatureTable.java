package org.pixelwhy.radiomics.feature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one table of all features, {@code features.txt} beside this class: what is measured, printed
 * and written in the documentation is said there.
 */
public final class FeatureTable {
  private static final Map<String, Feature> ALL = read();

  private FeatureTable() {}

  /** All features, by family. */
  public static List<Feature> all() {
    return List.copyOf(ALL.values());
  }

  /** Those of one family, in the order of the IBSI's manual. */
  public static List<Feature> of(Family family) {
    return ALL.values().stream().filter(feature -> feature.family() == family).toList();
  }

  /** The feature with an identifier. */
  public static Feature get(String id) {
    Feature found = ALL.get(id);
    if (found == null) {
      throw new IllegalArgumentException("features.txt has no " + id);
    }
    return found;
  }

  private static Map<String, Feature> read() {
    Map<String, Feature> all = new LinkedHashMap<>();
    try (InputStream in = FeatureTable.class.getResourceAsStream("features.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Family family = null;
      for (String line : text.lines().toList()) {
        if (line.startsWith("[")) {
          family = Family.valueOf(line.substring(1, line.length() - 1));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          String[] cells = line.split("\\|", -1);
          Feature feature =
              new Feature(
                  cells[0].strip(),
                  cells[1].strip(),
                  family,
                  cells[2].strip(),
                  cells[3].strip(),
                  cells[4].strip(),
                  cells[5].strip());
          if (all.put(feature.id(), feature) != null) {
            throw new IllegalStateException("features.txt has two of " + feature.id());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}

package org.pixelwhy.dream.feature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pixelwhy.dream.feature.LineResponse.Diagonal;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.feature.Feature;
import org.pixelwhy.radiomics.feature.FeatureTable;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/** Features by name: those of the radiomics table, its families, and responses to lines. */
public final class FeatureNames {
  /** The six of the published analysis, the diameter and the elongation. */
  public static final List<String> USUAL =
      List.of(
          "stat_mean",
          "stat_root_mean_square",
          "int_hist_entropy",
          "shape2d_max_diameter",
          "shape2d_elongation",
          "shape2d_sphericity",
          "cm_contrast",
          "ngldm_high_dependence_emphasis");

  private static final List<String> LINES = List.of("line-45", "line-135");

  private FeatureNames() {}

  /** All names of single features. */
  public static List<String> all() {
    List<String> names = new ArrayList<>();
    flat().forEach(feature -> names.add(feature.id()));
    names.addAll(LINES);
    return names;
  }

  /** Those that pictures have. */
  private static List<Feature> flat() {
    return FeatureTable.all().stream()
        .filter(feature -> feature.family() != Family.MORPHOLOGY)
        .toList();
  }

  /**
   * Measures what is named: radiomics in the order of their names, then responses to lines.
   *
   * @param names identifiers, or names of families such as {@code glcm}, or {@code all}
   * @param discretisation of intensities to grey levels
   * @throws InputException if there is no such feature, with the nearest names
   */
  public static Measuring measuring(List<String> names, Discretisation discretisation) {
    Set<Feature> radiomics = new LinkedHashSet<>();
    List<Measuring> parts = new ArrayList<>();
    Set<Diagonal> lines = new LinkedHashSet<>();
    for (String name : names) {
      switch (name) {
        case "all" -> radiomics.addAll(flat());
        case "line-45" -> lines.add(Diagonal.D45);
        case "line-135" -> lines.add(Diagonal.D135);
        default -> radiomics.addAll(named(name));
      }
    }
    if (!radiomics.isEmpty()) {
      parts.add(new RadiomicsMeasuring(List.copyOf(radiomics), discretisation));
    }
    lines.forEach(line -> parts.add(LineResponse.of(line, LineResponse.LENGTH)));
    if (parts.isEmpty()) {
      throw new InputException("there is nothing to measure: name a feature");
    }
    return Measuring.all(parts);
  }

  private static List<Feature> named(String name) {
    List<Feature> found =
        flat().stream()
            .filter(
                feature ->
                    feature.id().equals(name)
                        || feature.family().name().toLowerCase(Locale.ROOT).equals(name))
            .toList();
    if (found.isEmpty()) {
      throw new InputException(
          Text.format(
              "unknown feature '%s'.%s The page on radiomics lists all; line-135 and line-45 are"
                  + " responses to lines",
              name, NearestNames.suggest(name, all())));
    }
    return found;
  }
}

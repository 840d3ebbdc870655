package org.pixelwhy.radiomics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.roi.Roi;

/** The IBSI's reference values of its digital phantom. */
final class IbsiReference {
  /** What the table of reference values calls by other names than the manual. */
  private static final Map<String, String> CORRECTED =
      Map.of(
          "feat_morph_area_dens_aab", "morph_area_dens_aabb",
          "feat_cm_sum_ENTROPY", "cm_sum_entropy",
          "figGLSZMCalcApproaches", "szm_small_zone_emphasis",
          "feat_int_quartile_coef_dispersion", "int_hist_quartile_coef_dispersion");

  private IbsiReference() {}

  /** A row: what is expected of a feature, and how exactly. */
  record Row(String id, String code, Optional<Aggregation> aggregation, double value, double off) {
    boolean isOf(Measurement found) {
      return found.feature().id().equals(id) && found.aggregation().equals(aggregation);
    }

    boolean agrees(double number) {
      return Math.abs(number - value) <= off;
    }
  }

  /** The rows of the phantom. */
  static List<Row> rows(String csv) {
    List<Row> rows = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : csv.lines().skip(1).toList()) {
      List<String> cells = cells(line);
      if (!cells.get(3).equals("dig. phantom")) {
        continue;
      }
      String anchor = cells.get(2);
      String id = CORRECTED.getOrDefault(anchor, anchor.replaceFirst("^feat_", ""));
      // Two rows have the same name: at a tenth and at nine tenths.
      if (id.matches("int_vol_hist_(volume_at_intensity|intensity_at_volume)")) {
        id += seen.merge(id, 1, Integer::sum) == 1 ? "_10" : "_90";
      }
      Optional<Aggregation> aggregation =
          cells.get(4).isEmpty() ? Optional.empty() : Optional.of(aggregation(cells.get(4)));
      rows.add(
          new Row(
              id,
              cells.get(1),
              aggregation,
              Double.parseDouble(cells.get(5)),
              tolerance(cells.get(5), cells.get(6))));
    }
    return rows;
  }

  private static Aggregation aggregation(String title) {
    for (Aggregation aggregation : Aggregation.values()) {
      if (aggregation.title().equals(title)) {
        return aggregation;
      }
    }
    throw new AssertionError("unknown aggregation " + title);
  }

  /** As it is given, or else half of the last digit. */
  private static double tolerance(String value, String given) {
    if (given.matches("[0-9].*")) {
      return Double.parseDouble(given);
    }
    return 0.5000001 * new BigDecimal(value).ulp().doubleValue();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  /** A file beside this class. */
  static byte[] resource(String name) {
    try (InputStream in = IbsiReference.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(resource(name), StandardCharsets.UTF_8);
  }

  /** The phantom that lies beside this class. */
  static Roi phantom(Path folder) {
    try {
      for (String name : List.of("phantom.nii.gz", "mask.nii.gz")) {
        Files.write(folder.resolve(name), resource(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(folder.resolve("phantom.nii.gz"), folder.resolve("mask.nii.gz"));
  }

  static Roi read(Path image, Path mask) {
    Volume volume = VolumeReader.read(image);
    float[] members = VolumeReader.read(mask).values();
    return new Roi(volume.field(), Mask.of(volume.axes(), i -> members[i] != 0));
  }
}

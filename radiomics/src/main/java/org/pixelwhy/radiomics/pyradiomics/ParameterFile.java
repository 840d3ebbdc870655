package org.pixelwhy.radiomics.pyradiomics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.radiomics.Settings;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A parameter file of pyradiomics (YAML), where it says what is known here too; what would change
 * values and is not known is refused.
 *
 * @param settings what it says
 * @param label of the mask; empty where it does not say
 * @param features the names that are asked for, by feature class; empty for all of a class
 */
public record ParameterFile(
    PyRadiomicsSettings settings, OptionalInt label, Map<String, List<String>> features) {
  private static final int LARGEST = 1 << 20;

  public ParameterFile {
    features = Map.copyOf(features);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is missing, no YAML, or says what is not supported
   */
  public static ParameterFile read(Path file) {
    Map<?, ?> root = map(file, "the file", parse(file));
    for (Object key : root.keySet()) {
      if (!List.of("imageType", "featureClass", "setting").contains(key)) {
        throw new InputException(
            Text.format(
                "%s: '%s' is not supported; imageType, featureClass and setting are", file, key));
      }
    }
    Map<?, ?> types = map(file, "imageType", root.get("imageType"));
    for (Object type : types.keySet()) {
      if (!"Original".equals(type)) {
        throw new InputException(
            Text.format(
                "%s: imageType '%s' is not supported, only Original (no filters)", file, type));
      }
    }
    Map<String, List<String>> features = features(file, root.get("featureClass"));
    Parameters parameters = new Parameters(file, map(file, "setting", root.get("setting")));
    return new ParameterFile(
        parameters.settings(List.copyOf(features.keySet())), parameters.label(), features);
  }

  private static Object parse(Path file) {
    RegularFile.require(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new InputException(file + ": is larger than 1 MiB, too large for parameters");
      }
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      return new Yaml(new SafeConstructor(options)).load(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (YAMLException | IllegalArgumentException | ArithmeticException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      throw new InputException(file + ": is not valid YAML: " + reason, e);
    } catch (StackOverflowError e) {
      throw new InputException(file + ": is not valid YAML: it contains itself", e);
    }
  }

  private static Map<?, ?> map(Path file, String what, Object value) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new InputException(
          Text.format("%s: %s: expected a mapping (key: value), found '%s'", file, what, value));
    }
    return map;
  }

  private static Map<String, List<String>> features(Path file, Object classes) {
    Map<String, List<String>> features = new LinkedHashMap<>();
    map(file, "featureClass", classes)
        .forEach(
            (group, names) -> {
              if (names != null && !(names instanceof List)) {
                throw new InputException(
                    Text.format(
                        "%s: featureClass %s: expected a list of features or nothing, found '%s'",
                        file, group, names));
              }
              List<String> all = new ArrayList<>();
              if (names instanceof List<?> list) {
                list.forEach(name -> all.add(String.valueOf(name)));
              }
              features.put(String.valueOf(group), all);
            });
    if (features.isEmpty()) {
      PyRadiomicsSettings.GROUPS.forEach(group -> features.put(group, List.of()));
    }
    return features;
  }

  /** Whether a feature such as {@code original_glcm_Contrast} is asked for. */
  public boolean asksFor(String id) {
    String[] parts = id.split("_", 3);
    List<String> names = features.get(parts[1]);
    return names != null && (names.isEmpty() || names.contains(parts[2]));
  }

  /**
   * The same steps by the IBSI's definitions: bins of a width begin at the lower bound of the range
   * there; all features of the families that the classes stand for.
   */
  public Settings ibsi() {
    Discretisation bins =
        settings.discretisation() instanceof Discretisation.BinMultiples multiples
            ? new Discretisation.BinWidth(multiples.width())
            : settings.discretisation();
    List<Family> families = new ArrayList<>();
    for (String group : settings.groups()) {
      families.addAll(
          switch (group) {
            case "firstorder" ->
                List.of(
                    Family.STATISTICS,
                    Family.HISTOGRAM,
                    Family.VOLUME_HISTOGRAM,
                    Family.LOCAL_INTENSITY);
            case "shape" -> List.of(Family.MORPHOLOGY);
            case "shape2D" -> List.of(Family.SHAPE_2D);
            case "glszm" -> List.of(Family.GLSZM, Family.GLDZM);
            case "gldm" -> List.of(Family.NGLDM);
            default -> List.of(Family.valueOf(group.toUpperCase(Locale.ROOT)));
          });
    }
    return new Settings(
        Optional.empty(),
        settings.resegmentation(),
        bins,
        Settings.DEFAULT.aggregations(),
        families,
        settings.alpha(),
        1);
  }
}

package org.pixelwhy.radiomics.pyradiomics;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Resegmentation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The {@code setting} of a parameter file. */
final class Parameters {
  /** What changes no value here. */
  private static final Set<String> HARMLESS =
      Set.of(
          "additionalInfo",
          "correctMask",
          "geometryTolerance",
          "interpolator",
          "minimumROIDimensions",
          "minimumROISize",
          "normalizeScale",
          "padDistance",
          "preCrop",
          "removeOutliers");

  /** What is understood at one value only, which is pyradiomics' default. */
  private static final Map<String, String> FIXED =
      Map.of(
          "normalize", "false",
          "resampledPixelSpacing", "null",
          "resegmentShape", "false",
          "force2Ddimension", "0",
          "weightingNorm", "null",
          "symmetricalGLCM", "true",
          "distances", "[1]");

  private static final Set<String> KNOWN =
      Set.of(
          "binWidth",
          "binCount",
          "voxelArrayShift",
          "gldm_a",
          "force2D",
          "label",
          "resegmentRange",
          "resegmentMode");

  private final Path file;
  private final Map<?, ?> all;

  Parameters(Path file, Map<?, ?> all) {
    this.file = file;
    this.all = all;
    all.forEach((key, value) -> require(String.valueOf(key), String.valueOf(value)));
  }

  private void require(String key, String value) {
    String fixed = FIXED.get(key);
    if (fixed != null && !fixed.equals(value)) {
      throw new InputException(
          Text.format("%s: setting %s: %s is not supported, only %s", file, key, value, fixed));
    }
    if (fixed == null && !HARMLESS.contains(key) && !KNOWN.contains(key)) {
      throw new InputException(
          Text.format("%s: setting '%s' is not supported; remove it", file, key));
    }
  }

  PyRadiomicsSettings settings(List<String> groups) {
    return new PyRadiomicsSettings(
        discretisation(),
        resegmentation(),
        number("voxelArrayShift", 0),
        (int) number("gldm_a", 0),
        Boolean.TRUE.equals(all.get("force2D")),
        groups);
  }

  OptionalInt label() {
    return all.get("label") == null
        ? OptionalInt.empty()
        : OptionalInt.of((int) number("label", 1));
  }

  private Discretisation discretisation() {
    return all.get("binCount") == null
        ? new Discretisation.BinMultiples(number("binWidth", 25))
        : new Discretisation.BinNumber((int) number("binCount", 0));
  }

  private Resegmentation resegmentation() {
    Object range = all.get("resegmentRange");
    if (range == null) {
      return Resegmentation.NONE;
    }
    if (!(range instanceof List<?> bounds)
        || bounds.isEmpty()
        || bounds.size() > 2
        || !bounds.stream().allMatch(Number.class::isInstance)) {
      throw new InputException(
          Text.format(
              "%s: setting resegmentRange: expected one or two numbers, found '%s'", file, range));
    }
    double low = ((Number) bounds.get(0)).doubleValue();
    OptionalDouble high =
        bounds.size() == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(((Number) bounds.get(1)).doubleValue());
    String mode = String.valueOf(all.get("resegmentMode"));
    if (mode.equals("sigma") && high.isPresent() && high.getAsDouble() == -low) {
      return new Resegmentation(OptionalDouble.empty(), OptionalDouble.empty(), high);
    }
    if (!mode.equals("absolute") && !mode.equals("null")) {
      throw new InputException(
          Text.format(
              "%s: setting resegmentMode: %s of %s is not supported, only absolute, or sigma of"
                  + " [-N, N]",
              file, mode, range));
    }
    return new Resegmentation(OptionalDouble.of(low), high, OptionalDouble.empty());
  }

  private double number(String key, double otherwise) {
    Object value = all.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Number number)) {
      throw new InputException(
          Text.format("%s: setting %s: expected a number, found '%s'", file, key, value));
    }
    return number.doubleValue();
  }
}

package org.pixelwhy.radiomics.pyradiomics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Value;

/** What differs of pyradiomics' first order features. */
final class FirstOrder {
  static final List<String> NAMES = List.of("Energy", "TotalEnergy", "RootMeanSquared", "Kurtosis");

  private FirstOrder() {}

  /**
   * The features by name.
   *
   * @param shift added to intensities before they are squared
   */
  static Map<String, Value> measure(
      double[] intensities, double shift, Optional<List<Double>> spacing) {
    double n = intensities.length;
    double energy = 0;
    double mean = 0;
    for (double x : intensities) {
      energy += (x + shift) * (x + shift);
      mean += x / n;
    }
    double second = 0;
    double fourth = 0;
    for (double x : intensities) {
      double square = (x - mean) * (x - mean);
      second += square / n;
      fourth += square * square / n;
    }
    Map<String, Value> values = new LinkedHashMap<>();
    values.put("Energy", Value.of(energy));
    double total = energy;
    values.put(
        "TotalEnergy",
        spacing
            .map(steps -> Value.of(total * steps.stream().reduce(1.0, (a, b) -> a * b)))
            .orElse(Value.undefined(ShapeNames.NO_SPACING)));
    values.put("RootMeanSquared", Value.of(Math.sqrt(energy / n)));
    values.put("Kurtosis", Value.of(second == 0 ? 0 : fourth / second / second));
    return values;
  }
}

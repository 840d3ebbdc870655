package org.pixelwhy.radiomics.intensity;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;

/** Intensity statistics. */
public final class Statistics {
  static final Formulas<Moments> FORMULAS =
      new Formulas<Moments>()
          .number("stat_mean", Moments::mean)
          .number("stat_variance", Moments::variance)
          .value("stat_skewness", Moments::skewness)
          .value("stat_kurtosis", Moments::excessKurtosis)
          .number("stat_median", Moments::median)
          .number("stat_minimum", Moments::min)
          .number("stat_p10", m -> m.percentile(10))
          .number("stat_p90", m -> m.percentile(90))
          .number("stat_maximum", Moments::max)
          .number("stat_iqr", Moments::interquartileRange)
          .number("stat_range", Moments::range)
          .number("stat_mean_absolute_dev", Moments::meanAbsoluteDeviation)
          .number("stat_robust_mean_absolute_dev", Moments::robustMeanAbsoluteDeviation)
          .number("stat_median_absolute_dev", Moments::medianAbsoluteDeviation)
          .value("stat_coef_of_variation", Moments::variation)
          .value("stat_quartile_coef_dispersion", Moments::quartileDispersion)
          .number("stat_energy", Moments::energy)
          .number("stat_root_mean_square", m -> Math.sqrt(m.energy() / m.count()));

  private Statistics() {}

  /**
   * All of them.
   *
   * @param intensities at least one, all finite
   */
  public static List<Measurement> measure(double[] intensities) {
    return FORMULAS.of(Moments.of(intensities));
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(String reason) {
    return FORMULAS.undefined(Optional.empty(), reason);
  }
}

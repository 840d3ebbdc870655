package org.pixelwhy.radiomics.intensity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.voxels.Levels;

/** The histogram of grey levels. */
public final class Histogram {
  static final Formulas<Histogram> FORMULAS =
      new Formulas<Histogram>()
          .number("int_hist_mean", h -> h.moments.mean())
          .number("int_hist_variance", h -> h.moments.variance())
          .value("int_hist_skewness", h -> h.moments.skewness())
          .value("int_hist_kurtosis", h -> h.moments.excessKurtosis())
          .number("int_hist_median", h -> h.moments.median())
          .number("int_hist_minimum", h -> h.moments.min())
          .number("int_hist_p10", h -> h.moments.percentile(10))
          .number("int_hist_p90", h -> h.moments.percentile(90))
          .number("int_hist_maximum", h -> h.moments.max())
          .number("int_hist_mode", Histogram::mode)
          .number("int_hist_iqr", h -> h.moments.interquartileRange())
          .number("int_hist_range", h -> h.moments.range())
          .number("int_hist_mean_absolute_dev", h -> h.moments.meanAbsoluteDeviation())
          .number("int_hist_robust_mean_absolute_dev", h -> h.moments.robustMeanAbsoluteDeviation())
          .number("int_hist_median_absolute_dev", h -> h.moments.medianAbsoluteDeviation())
          .value("int_hist_coef_of_variation", h -> h.moments.variation())
          .value("int_hist_quartile_coef_dispersion", h -> h.moments.quartileDispersion())
          .number("int_hist_entropy", Histogram::entropy)
          .number("int_hist_uniformity", Histogram::uniformity)
          .value("int_hist_max_gradient", h -> h.gradient(1, false))
          .value("int_hist_max_gradient_intensity", h -> h.gradient(1, true))
          .value("int_hist_min_gradient", h -> h.gradient(-1, false))
          .value("int_hist_min_gradient_intensity", h -> h.gradient(-1, true));

  private final double[] counts;
  private final Moments moments;

  private Histogram(Levels levels) {
    this.counts = new double[levels.count()];
    for (int level : levels.at()) {
      if (level > 0) {
        counts[level - 1]++;
      }
    }
    double[] all = new double[levels.voxels()];
    int next = 0;
    for (int level = 1; level <= counts.length; level++) {
      int end = next + (int) counts[level - 1];
      Arrays.fill(all, next, end, level);
      next = end;
    }
    this.moments = Moments.ofSorted(all);
  }

  /**
   * All of them.
   *
   * @param levels of one voxel at least
   */
  public static List<Measurement> measure(Levels levels) {
    return FORMULAS.of(new Histogram(levels));
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(String reason) {
    return FORMULAS.undefined(Optional.empty(), reason);
  }

  /** The most frequent level; of several the one next to the mean, and of two such the lower. */
  private double mode() {
    int mode = 0;
    for (int i = 1; i < counts.length; i++) {
      double mean = moments.mean() - 1;
      boolean nearer = Math.abs(i - mean) < Math.abs(mode - mean);
      if (counts[i] > counts[mode] || counts[i] == counts[mode] && nearer) {
        mode = i;
      }
    }
    return mode + 1;
  }

  private double entropy() {
    double entropy = 0;
    for (double count : counts) {
      double p = count / moments.count();
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return entropy / Math.log(2);
  }

  private double uniformity() {
    double sum = 0;
    for (double count : counts) {
      sum += count / moments.count() * (count / moments.count());
    }
    return sum;
  }

  /** The greatest slope times a sign, or the first level that has it. */
  private Value gradient(int sign, boolean level) {
    int n = counts.length;
    if (n == 1) {
      return Value.undefined("a histogram of one bin has no slope");
    }
    double most = Double.NEGATIVE_INFINITY;
    int where = 0;
    for (int i = 0; i < n; i++) {
      int from = Math.max(0, i - 1);
      int to = Math.min(n - 1, i + 1);
      double slope = sign * (counts[to] - counts[from]) / (to - from);
      if (slope > most) {
        most = slope;
        where = i;
      }
    }
    return Value.of(level ? where + 1 : sign * most);
  }
}

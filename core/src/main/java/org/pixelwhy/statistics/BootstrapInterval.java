package org.pixelwhy.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A confidence interval of a mean by the bootstrap, bias-corrected and accelerated (BCa): the
 * quantiles of the means of {@link #RESAMPLES} samples drawn with replacement, at places that make
 * up for the bias {@code z0} of their median and for the skewness {@code a} of the numbers:
 *
 * <p>{@code Phi(z0 + (z0 + z) / (1 - a (z0 + z)))} for {@code z = Phi^-1(0.025)} and {@code
 * Phi^-1(0.975)}; {@code a = sum((x - m)^3) / (6 sum((x - m)^2)^1.5)}.
 *
 * <p>The same numbers give the same interval. For few numbers it is too narrow, as every bootstrap
 * is.
 *
 * <p>Efron: Better Bootstrap Confidence Intervals, JASA 82, 1987.
 *
 * @param low the lower end
 * @param high the upper end, no less
 */
public record BootstrapInterval(double low, double high) {
  /** How sure it is. */
  public static final double CONFIDENCE = 0.95;

  static final int RESAMPLES = 10_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final long SEED = 0;

  /** The interval of a mean; empty for fewer than two numbers. */
  public static Optional<BootstrapInterval> ofMean(double[] values) {
    return values.length < 2 ? Optional.empty() : Optional.of(interval(values));
  }

  private static BootstrapInterval interval(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double off = value - mean;
      squares += off * off;
      cubes += off * off * off;
    }
    double[] means = means(values);
    if (means[0] == means[means.length - 1]) {
      return new BootstrapInterval(mean, mean);
    }
    double below = 0;
    for (double drawn : means) {
      below += drawn < mean ? 1 : drawn == mean ? 0.5 : 0;
    }
    // Half a sample from either end, so that the bias stays finite.
    double share = Math.min(Math.max(below, 0.5), means.length - 0.5) / means.length;
    double bias = NORMAL.inverseCumulativeProbability(share);
    double acceleration = cubes / (6 * Math.pow(squares, 1.5));
    double z = NORMAL.inverseCumulativeProbability((1 - CONFIDENCE) / 2);
    return new BootstrapInterval(
        quantile(means, place(bias, acceleration, z)),
        quantile(means, place(bias, acceleration, -z)));
  }

  private static double place(double bias, double acceleration, double z) {
    double moved = bias + z;
    return NORMAL.cumulativeProbability(bias + moved / (1 - acceleration * moved));
  }

  private static double[] means(double[] values) {
    Random random = new Random(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (int k = 0; k < values.length; k++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    Arrays.sort(means);
    return means;
  }

  /** Linear between the order statistics. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

package org.pixelwhy.statistics;

import java.util.Arrays;

/**
 * Some numbers in short.
 *
 * @param mean NaN where there are none
 * @param deviation standard deviation of a sample (divided by n - 1); NaN for fewer than two
 * @param n how many they are
 */
public record Summary(double mean, double deviation, int n) {
  public static Summary of(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    return new Summary(mean, deviation, values.length);
  }
}

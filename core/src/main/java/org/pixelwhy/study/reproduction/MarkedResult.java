package org.pixelwhy.study.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.pixelwhy.statistics.Correlation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The controlled experiment of Couteaux et al. 2019 (figure 4): do networks that rely on a marking
 * show it in their dreams?
 *
 * @param networks several probabilities for every seed, the least of them the baseline
 */
public record MarkedResult(List<MarkedNetwork> networks) {
  /** Below this share of the baseline's Dice a network fails without the marking. */
  public static final double FAILING = 0.9;

  /** So strong a correlation must be at least to be one. */
  private static final double STRONG = 0.5;

  public MarkedResult {
    networks = List.copyOf(networks);
    if (networks.isEmpty()) {
      throw new InputException("there are no networks to compare");
    }
  }

  private Map<Long, List<MarkedNetwork>> bySeed() {
    return networks.stream()
        .collect(Collectors.groupingBy(MarkedNetwork::seed, TreeMap::new, Collectors.toList()));
  }

  /** The probabilities, rising. */
  public List<Double> probabilities() {
    return networks.stream().map(MarkedNetwork::probability).distinct().sorted().toList();
  }

  /** The networks of a probability. */
  public List<MarkedNetwork> of(double probability) {
    return networks.stream().filter(each -> each.probability() == probability).toList();
  }

  /** Whether a network fails without the marking. */
  public boolean fails(MarkedNetwork network) {
    double least = probabilities().get(0);
    return networks.stream()
        .filter(each -> each.seed() == network.seed() && each.probability() == least)
        .anyMatch(baseline -> network.dice() < FAILING * baseline.dice());
  }

  /** What is claimed, and whether it is so. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(larger("a stronger response to lines of 135 degrees", MarkedNetwork::line));
    findings.add(larger("more of 135 degrees than of 45 (the control)", MarkedNetwork::excess));
    findings.add(
        correlated("The response to lines of 135 degrees is the greater", MarkedNetwork::line));
    findings.add(
        correlated(
            "The response to 135 degrees less that to 45 is the greater", MarkedNetwork::excess));
    return findings;
  }

  private Finding larger(String what, ToDoubleFunction<MarkedNetwork> measure) {
    List<Double> failing = ends(true, measure);
    List<Double> others = ends(false, measure);
    int pairs = failing.size() * others.size();
    double count = Finding.greater(failing, others);
    String numbers =
        pairs == 0
            ? Text.format("%d networks fail, %d do not", failing.size(), others.size())
            : Text.format(
                "mean %.2f of %d that fail, %.2f of %d that do not; greater in %s of %d pairs",
                mean(failing),
                failing.size(),
                mean(others),
                others.size(),
                Text.number(count),
                pairs);
    return new Finding(
        Text.format(
            "Networks that fail without the marking (Dice below %.0f %% of that of p = %s) dream"
                + " %s than the others",
            100 * FAILING, percent(probabilities().get(0)), what),
        Finding.holds(count, pairs),
        numbers);
  }

  private List<Double> ends(boolean fail, ToDoubleFunction<MarkedNetwork> measure) {
    return networks.stream()
        .filter(each -> fails(each) == fail)
        .map(measure::applyAsDouble)
        .filter(Double::isFinite)
        .toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private Finding correlated(String what, ToDoubleFunction<MarkedNetwork> measure) {
    Correlation pooled = correlation(networks, measure);
    List<String> each = new ArrayList<>();
    bySeed()
        .forEach(
            (seed, own) ->
                each.add(Text.format("seed %d: %s", seed, text(correlation(own, measure)))));
    String holds =
        !Double.isFinite(pooled.spearman())
            ? Finding.UNKNOWN
            : pooled.spearman() <= -STRONG
                ? "holds"
                : pooled.spearman() < 0 ? "holds in part" : "does not hold";
    return new Finding(
        what + " in a dream, the lower the Dice without the marking",
        holds,
        "all: " + text(pooled) + "; " + String.join("; ", each));
  }

  /** The correlation of a measure with the Dice. */
  static Correlation correlation(
      List<MarkedNetwork> networks, ToDoubleFunction<MarkedNetwork> measure) {
    return Correlation.of(
        networks.stream().mapToDouble(measure).toArray(),
        networks.stream().mapToDouble(MarkedNetwork::dice).toArray());
  }

  private static String text(Correlation correlation) {
    return Text.format(
        "Spearman %.2f, Pearson %.2f, n = %d",
        correlation.spearman(), correlation.pearson(), correlation.count());
  }

  /** A probability in words. */
  public static String percent(double probability) {
    return Text.number(100 * probability) + " %";
  }
}

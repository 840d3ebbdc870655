package org.pixelwhy.study.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The experiments on tumours of Couteaux et al. 2019: networks of several kinds of tumours beside
 * each other (figure 5), and the verdicts on features of one (figure 6).
 *
 * @param networks of at least one kind and seed
 */
public record TumourResult(List<TumourNetwork> networks) {
  public static final String REAL_LIKE = "real-like";
  public static final String ELONGATED = "elongated";
  public static final String INTENSITY = "stat_root_mean_square";
  public static final String DIAMETER = "shape2d_max_diameter";
  public static final String ELONGATION = "shape2d_elongation";

  /** What the document says of its network, by feature. */
  public static final Map<String, String> PUBLISHED =
      Map.of(
          "stat_mean", "sensitive",
          "shape2d_sphericity", "sensitive",
          "cm_contrast", "robust",
          "int_hist_entropy", "robust",
          "ngldm_high_dependence_emphasis", "lacks robustness");

  public TumourResult {
    networks = List.copyOf(networks);
    if (networks.isEmpty()) {
      throw new InputException("there are no networks to compare");
    }
  }

  /** The kinds of tumours. */
  public List<String> kinds() {
    return networks.stream().map(TumourNetwork::kind).distinct().toList();
  }

  /** The networks of a kind. */
  public List<TumourNetwork> of(String kind) {
    return networks.stream().filter(network -> network.kind().equals(kind)).toList();
  }

  /** Whether kinds differ as published. */
  public List<Finding> comparison() {
    return List.of(
        lower("The network of real-like tumours dreams darker tumours than", REAL_LIKE, INTENSITY),
        lower(
            "The network of elongated tumours dreams more elongated tumours than",
            ELONGATED,
            ELONGATION));
  }

  /** Whether the dreams of one kind end lower than those of the others, image by image. */
  private Finding lower(String claim, String kind, String feature) {
    List<String> numbers = new ArrayList<>();
    double count = 0;
    int pairs = 0;
    for (String other : kinds()) {
      if (other.equals(kind)) {
        continue;
      }
      double lower = 0;
      int seeds = 0;
      for (TumourNetwork first : of(kind)) {
        for (TumourNetwork second : of(other)) {
          double difference = end(second, feature) - end(first, feature);
          if (first.seed() == second.seed() && Double.isFinite(difference)) {
            lower += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
            seeds++;
          }
        }
      }
      count += lower;
      pairs += seeds;
      numbers.add(
          Text.format(
              "%.3g against %.3g of %s, lower in %s of %d",
              mean(kind, feature), mean(other, feature), other, Text.number(lower), seeds));
    }
    return new Finding(
        claim + " the others", Finding.holds(count, pairs), String.join("; ", numbers));
  }

  private static double end(TumourNetwork network, String feature) {
    return network.dream().ends(feature).last();
  }

  /** The mean over the seeds of where a feature ends. */
  public double mean(String kind, String feature) {
    return of(kind).stream()
        .mapToDouble(network -> end(network, feature))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /** Whether the verdicts on a kind's networks are those that are published. */
  public List<Finding> verdicts(String kind) {
    return PUBLISHED.keySet().stream().sorted().map(feature -> verdict(kind, feature)).toList();
  }

  private Finding verdict(String kind, String feature) {
    String published = PUBLISHED.get(feature);
    List<String> verdicts =
        of(kind).stream().map(network -> network.verdicts().get(feature)).toList();
    List<String> judged = verdicts.stream().filter(judged()).toList();
    long same = judged.stream().filter(published::equals).count();
    return new Finding(
        Text.format("Networks of %s tumours: %s, published as '%s'", kind, feature, published),
        Finding.holds(same, judged.size()),
        verdicts.stream().collect(Collectors.joining(", ")));
  }

  /** Undecided and undefined ones say nothing. */
  private static Predicate<String> judged() {
    return verdict -> verdict != null && !verdict.startsWith("und");
  }
}

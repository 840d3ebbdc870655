package org.pixelwhy.attribution.relevance;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Which LRP rule serves which linear layer.
 *
 * @param name for reports
 * @param convolution for convolutions, transposed or not
 * @param dense for matrix products with constant weights
 * @param first for the layers that no other linear layer precedes, if they have a rule of their own
 */
public record Composite(String name, LrpRule convolution, LrpRule dense, Optional<LrpRule> first) {
  /** Gamma where none is given. */
  public static final double GAMMA = 0.25;

  /** What {@link #named} knows; the first is the usual one. */
  public static final List<String> NAMES =
      List.of(
          "epsilon-plus",
          "epsilon-plus-flat",
          "epsilon-gamma-box",
          "epsilon",
          "gamma",
          "alpha-beta",
          "z-plus");

  public Composite {
    Objects.requireNonNull(convolution, "convolution");
    Objects.requireNonNull(dense, "dense");
  }

  /** One rule everywhere. */
  public static Composite uniform(String name, LrpRule rule) {
    return new Composite(name, rule, rule, Optional.empty());
  }

  /** z+ for convolutions, epsilon for matrix products. */
  public static Composite epsilonPlus() {
    return new Composite("epsilon-plus", LrpRule.zPlus(), epsilon(), Optional.empty());
  }

  /** z+ for convolutions, epsilon for matrix products, flat for the first layer. */
  public static Composite epsilonPlusFlat() {
    return new Composite(
        "epsilon-plus-flat", LrpRule.zPlus(), epsilon(), Optional.of(new LrpRule.Flat()));
  }

  /**
   * Gamma (0.25) for convolutions, epsilon for matrix products, z-B for the first layer.
   *
   * @param bounds of the preprocessed input; where they are not given, the image's own
   */
  public static Composite epsilonGammaBox(Optional<LrpRule.Box.Bounds> bounds) {
    return new Composite(
        "epsilon-gamma-box",
        new LrpRule.Gamma(GAMMA),
        epsilon(),
        Optional.of(new LrpRule.Box(bounds)));
  }

  private static LrpRule epsilon() {
    return new LrpRule.Epsilon(LrpRule.STABILIZER);
  }

  /**
   * A composite by its name, with default options.
   *
   * @throws InputException if there is none
   */
  public static Composite named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "epsilon-plus" -> epsilonPlus();
      case "epsilon-plus-flat" -> epsilonPlusFlat();
      case "epsilon-gamma-box" -> epsilonGammaBox(Optional.empty());
      case "epsilon" -> uniform("epsilon", epsilon());
      case "gamma" -> uniform("gamma", new LrpRule.Gamma(GAMMA));
      case "alpha-beta" -> uniform("alpha-beta", new LrpRule.AlphaBeta(2, 1));
      case "z-plus" -> uniform("z-plus", LrpRule.zPlus());
      default ->
          throw new InputException(
              Text.format(
                  "unknown LRP composite '%s'; there are %s", name, String.join(", ", NAMES)));
    };
  }

  /**
   * The composite with another epsilon in every rule epsilon.
   *
   * @throws InputException if it has no such rule
   */
  public Composite withEpsilon(double epsilon) {
    return replaced(LrpRule.Epsilon.class, new LrpRule.Epsilon(epsilon));
  }

  /**
   * The composite with another gamma in every rule gamma.
   *
   * @throws InputException if it has no such rule
   */
  public Composite withGamma(double gamma) {
    return replaced(LrpRule.Gamma.class, new LrpRule.Gamma(gamma));
  }

  /**
   * The composite with other bounds of the input in its rule box.
   *
   * @param bounds empty for the image's own
   * @throws InputException if it has no such rule
   */
  public Composite withBox(Optional<LrpRule.Box.Bounds> bounds) {
    return replaced(LrpRule.Box.class, new LrpRule.Box(bounds));
  }

  private Composite replaced(Class<? extends LrpRule> kind, LrpRule by) {
    if (Stream.of(convolution, dense, first.orElse(dense)).noneMatch(kind::isInstance)) {
      throw new InputException(
          Text.format(
              "LRP composite '%s' has no rule %s that could take one",
              name, kind.getSimpleName().toLowerCase(Locale.ROOT)));
    }
    UnaryOperator<LrpRule> swap = rule -> kind.isInstance(rule) ? by : rule;
    return new Composite(name, swap.apply(convolution), swap.apply(dense), first.map(swap));
  }
}

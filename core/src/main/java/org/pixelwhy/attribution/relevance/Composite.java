package org.pixelwhy.attribution.relevance;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.onnx.graph.InputException;

/**
 * Which LRP rule serves which linear layer.
 *
 * @param name for reports
 * @param convolution for convolutions, transposed or not
 * @param dense for matrix products with constant weights
 * @param first for the layers that no other linear layer precedes, if they have a rule of their own
 */
public record Composite(String name, LrpRule convolution, LrpRule dense, Optional<LrpRule> first) {
  private static final double GAMMA = 0.25;

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
              "unknown LRP composite '%s'; there are epsilon-plus, epsilon-plus-flat,"
                      .formatted(name)
                  + " epsilon-gamma-box, epsilon, gamma, alpha-beta, z-plus");
    };
  }
}

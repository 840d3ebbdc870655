package org.pixelwhy.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.attribution.relevance.Composite;
import org.pixelwhy.attribution.relevance.DeepLift;
import org.pixelwhy.attribution.relevance.DeepLiftRules;
import org.pixelwhy.attribution.relevance.Lrp;
import org.pixelwhy.attribution.relevance.LrpRule;
import org.pixelwhy.attribution.relevance.LrpRule.Box.Bounds;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.catalogue.option.NamedOption;

/** Methods that share out the target, or its change. */
final class RelevanceMethods {
  private static final NamedOption<String> COMPOSITE =
      new NamedOption<>(
          "composite",
          "which rule serves which layer",
          String.join(", ", Composite.NAMES),
          Composite.NAMES.get(0),
          text -> Optional.of(text).filter(Composite.NAMES::contains));
  private static final NamedOption<Double> EPSILON =
      NamedOption.positive(
          "epsilon", "what rule epsilon moves denominators by", LrpRule.STABILIZER);
  private static final NamedOption<Double> GAMMA =
      NamedOption.positive(
          "gamma", "by how much rule gamma favours the output's own sign", Composite.GAMMA);
  private static final NamedOption<Set<String>> RESCALED =
      new NamedOption<>(
          "rescaled",
          "which operators have a rule of DeepLIFT instead of their gradient",
          "captum (what Captum rescales), all (contributions then sum to the target's change), or"
              + " operators such as Relu,Sigmoid",
          "captum",
          RelevanceMethods::rescaled);
  private static final NamedOption<Optional<Bounds>> BOX =
      new NamedOption<>(
          "box",
          "least and greatest value of the input, after preprocessing, where a rule needs them",
          "image (the image's own), or LOW,HIGH",
          "image",
          RelevanceMethods::bounds);

  static final List<Method> ALL =
      List.of(
          new Method(
              "deeplift",
              "DeepLIFT",
              Needs.GRADIENT,
              "What each pixel contributes to the target's difference from that of zeros.",
              "contribution, summed over channels",
              List.of(BaselineChoice.OPTION, RESCALED),
              chosen -> new DeepLift(deepLift(chosen))),
          new Method(
              "layer-deeplift",
              "Layer DeepLIFT",
              Needs.GRADIENT,
              "What each position of a layer contributes to the target's difference from that"
                  + " of zeros.",
              "contribution, summed over features",
              List.of(BaselineChoice.OPTION, RESCALED),
              chosen -> new DeepLift(deepLift(chosen).withLayers(chosen.layers()))),
          new Method(
              "lrp",
              "LRP",
              Needs.GRADIENT,
              "The target's value, shared out layer by layer down to the pixels: composite"
                  + " EpsilonPlus.",
              "relevance, summed over channels",
              List.of(COMPOSITE, EPSILON, GAMMA, BOX),
              chosen -> lrp(Composite.named(chosen.get(COMPOSITE)), chosen)),
          new Method(
              "lrp-epsilon-plus-flat",
              "LRP, EpsilonPlusFlat",
              Needs.GRADIENT,
              "LRP that shares evenly among the pixels that the first layer sees.",
              "relevance, summed over channels",
              List.of(EPSILON),
              chosen -> lrp(Composite.epsilonPlusFlat(), chosen)),
          new Method(
              "lrp-epsilon-gamma-box",
              "LRP, EpsilonGammaBox",
              Needs.GRADIENT,
              "LRP that favours what speaks for the target, and takes the range of pixel"
                  + " values into account.",
              "relevance, summed over channels",
              List.of(EPSILON, GAMMA, BOX),
              chosen -> lrp(Composite.named("epsilon-gamma-box"), chosen)));

  private RelevanceMethods() {}

  private static Optional<Set<String>> rescaled(String text) {
    return switch (text) {
      case "captum" -> Optional.of(DeepLiftRules.CAPTUM);
      case "all" -> Optional.of(DeepLiftRules.COMPLETE);
      default -> {
        Set<String> operators = Set.copyOf(Arrays.asList(text.split(",", -1)));
        // Refuses what has no rule, and says what has.
        DeepLiftRules.rescaling(operators);
        yield Optional.of(operators);
      }
    };
  }

  private static Optional<Optional<Bounds>> bounds(String text) {
    if (text.equals("image")) {
      return Optional.of(Optional.empty());
    }
    String[] ends = text.split(",", -1);
    return ends.length == 2
        ? Optional.of(
            Optional.of(new Bounds(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]))))
        : Optional.empty();
  }

  private static DeepLift.Options deepLift(Chosen chosen) {
    return DeepLift.Options.defaults()
        .withBaseline(chosen.baseline())
        .withRescaled(chosen.get(RESCALED));
  }

  private static Lrp lrp(Composite composite, Chosen chosen) {
    Composite tuned = composite;
    if (chosen.isGiven(EPSILON)) {
      tuned = tuned.withEpsilon(chosen.get(EPSILON));
    }
    if (chosen.isGiven(GAMMA)) {
      tuned = tuned.withGamma(chosen.get(GAMMA));
    }
    if (chosen.isGiven(BOX)) {
      tuned = tuned.withBox(chosen.get(BOX));
    }
    return new Lrp(new Lrp.Options(tuned, List.of()));
  }
}

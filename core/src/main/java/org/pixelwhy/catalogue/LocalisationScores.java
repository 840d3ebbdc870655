package org.pixelwhy.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Score.Better;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.faithfulness.Leakage;
import org.pixelwhy.faithfulness.Localisation;
import org.pixelwhy.faithfulness.TargetSegment;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.Text;

/** Scores that look at a mask: the ground truth, or the segment that the question is about. */
final class LocalisationScores {
  private enum Against {
    GIVEN,
    SEGMENT
  }

  private static final String NOTHING_POSITIVE =
      "no value of the map is positive: nothing speaks for the target";

  private static final NamedOption<Against> MASK =
      NamedOption.choice(
          "mask",
          "given: the ground truth where the run has one, else the target's segment as predicted;"
              + " segment: that in any case",
          List.of(Against.GIVEN, Against.SEGMENT));
  private static final NamedOption<Double> SURROUNDINGS =
      NamedOption.atLeast(
          "surroundings",
          "how far from the mask they reach, in radii of the circle of its area",
          1,
          0);

  static final List<Score> ALL =
      List.of(
          new Score(
              "mass-accuracy",
              "Relevance mass accuracy",
              Better.HIGHER,
              "share of the positive map, 0 to 1",
              "How much of what speaks for the target lies in the mask.",
              List.of(MASK),
              chosen -> agreement(chosen, Localisation::mass)),
          new Score(
              "rank-accuracy",
              "Relevance rank accuracy",
              Better.HIGHER,
              "share of the pixels, 0 to 1",
              "How many of the most important pixels, as many as the mask has, lie in it.",
              List.of(MASK),
              chosen -> agreement(chosen, Localisation::rank)),
          new Score(
              "mask-auc",
              "Detection of the mask",
              Better.HIGHER,
              "area under the ROC curve, 0 to 1; 0.5 by chance",
              "How well the map tells pixels of the mask from others.",
              List.of(MASK),
              chosen -> agreement(chosen, Localisation::auc)),
          new Score(
              "pointing-game",
              "Pointing game",
              Better.HIGHER,
              "1 if it hits, 0 if not",
              "Whether the most important pixel lies in the mask.",
              List.of(MASK),
              chosen -> agreement(chosen, Localisation::pointing)),
          new Score(
              "leakage",
              "Leakage",
              Better.LOWER,
              "share of the positive map, 0 to 1",
              "How much of what speaks for the target lies neither in the mask nor around it.",
              List.of(MASK, SURROUNDINGS),
              LocalisationScores::leakage));

  private LocalisationScores() {}

  private static Scorer agreement(Chosen chosen, ToDoubleFunction<Localisation> number) {
    return Scorer.ofMaps(
        (subject, map) -> {
          Found mask = mask(chosen, subject);
          Localisation agreement = Localisation.of(subject.at(), map, mask.pixels());
          return finding(number.applyAsDouble(agreement), mask.note());
        });
  }

  private static Scorer leakage(Chosen chosen) {
    double reach = chosen.get(SURROUNDINGS);
    return Scorer.ofMaps(
        (subject, map) -> {
          Found mask = mask(chosen, subject);
          Leakage leakage = Leakage.of(subject.at(), map, mask.pixels(), reach);
          return finding(
              leakage.share(),
              Text.format("%s; around it %.1f pixels", mask.note(), leakage.distance()));
        });
  }

  private static Scorer.Finding finding(double value, String note) {
    return new Scorer.Finding(
        value, List.of(), List.of(Double.isNaN(value) ? NOTHING_POSITIVE : note));
  }

  /** The mask, and what it is in words. */
  private record Found(Mask pixels, String note) {}

  private static Found mask(Chosen chosen, Scorer.Subject subject) {
    Optional<Mask> truth =
        chosen.get(MASK) == Against.GIVEN ? chosen.truth() : Optional.<Mask>empty();
    Mask segment = TargetSegment.predicted(subject.at().prediction(), subject.question().target());
    Mask pixels = truth.orElse(segment);
    return new Found(
        pixels,
        Text.format(
            "%s, %d pixels",
            truth.isPresent() ? "ground truth" : "segment as predicted", pixels.count()));
  }
}

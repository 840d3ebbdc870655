package org.pixelwhy.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.parts.Division;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Score.Better;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.faithfulness.DeletionInsertion;
import org.pixelwhy.faithfulness.Importance;
import org.pixelwhy.faithfulness.Irof;
import org.pixelwhy.faithfulness.OffTargetEffect;
import org.pixelwhy.faithfulness.Road;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Scores of what is left while parts of the image are taken away, or brought in. */
final class RemovalScores {
  private enum Quantity {
    TARGET,
    DICE
  }

  private static final String UNIT = "target units; Dice if that is the quantity";
  private static final String ACROSS = "pixels, the most important first (%)";

  private static final NamedOption<Integer> STEPS =
      NamedOption.whole("steps", "blocks of pixels, each a forward pass", 50, 1, 10_000);
  private static final NamedOption<Integer> IMPUTED =
      NamedOption.whole("steps", "blocks of pixels, each a forward pass", 20, 1, 10_000);
  private static final NamedOption<Double> NOISE =
      NamedOption.atLeast(
          "noise", "deviation of what is added to pixels filled in, after preprocessing", 0.01, 0);
  private static final NamedOption<Quantity> QUANTITY =
      NamedOption.choice(
          "quantity",
          "whose area counts: the target's value, or the Dice coefficient of the mask",
          List.of(Quantity.TARGET, Quantity.DICE));
  private static final NamedOption<Integer> SUPERPIXELS =
      NamedOption.whole("superpixels", "about so many, each a forward pass", 50, 2, 10_000);
  private static final NamedOption<Double> SHARE =
      NamedOption.share("share", "of the pixels that is taken away", 0.1);
  private static final NamedOption<Importance> IMPORTANCE =
      NamedOption.choice(
          "importance",
          "by what of a pixel's channels it is ranked; map: as the map is drawn, contributions by"
              + " their sum",
          List.of(Importance.MAP, Importance.MAGNITUDE, Importance.SUM));

  static final List<Score> ALL =
      List.of(
          new Score(
              "deletion",
              "Deletion",
              Better.LOWER,
              UNIT,
              "What is left, on average, while the most important pixels are taken away.",
              List.of(STEPS, BaselineChoice.OPTION, QUANTITY, IMPORTANCE),
              chosen -> replaced(chosen, "Deletion", DeletionInsertion::deletion)),
          new Score(
              "insertion",
              "Insertion",
              Better.HIGHER,
              UNIT,
              "What is there, on average, while the most important pixels are brought in.",
              List.of(STEPS, BaselineChoice.OPTION, QUANTITY, IMPORTANCE),
              chosen -> replaced(chosen, "Insertion", DeletionInsertion::insertion)),
          new Score(
              "road",
              "Remove and debias",
              Better.LOWER,
              UNIT,
              "What is left, on average, while neighbours fill in the most important pixels.",
              List.of(IMPUTED, NOISE, QUANTITY, IMPORTANCE),
              RemovalScores::road),
          new Score(
              "irof",
              "Iterative removal of features",
              Better.HIGHER,
              "share of the target's value, or of the mask's Dice",
              "What is lost, on average, while the most important superpixels are taken away.",
              List.of(SUPERPIXELS, QUANTITY),
              RemovalScores::irof),
          new Score(
              "off-target",
              "Off-target effect",
              Better.LOWER,
              "change of other classes as a share of the target's",
              "How much other classes change where the most important pixels are taken away.",
              List.of(SHARE, BaselineChoice.OPTION),
              RemovalScores::offTarget));

  private RemovalScores() {}

  @FunctionalInterface
  private interface Drawn {
    DeletionInsertion.Curve of(
        DeletionInsertion by, Evaluation at, Question question, Attribution map);
  }

  private static Scorer replaced(Chosen chosen, String title, Drawn drawn) {
    return Scorer.ofMaps(
        (subject, map) -> {
          Tensor baseline = chosen.baseline().of(subject.at().image());
          DeletionInsertion by =
              new DeletionInsertion(
                  new DeletionInsertion.Options(
                      chosen.get(STEPS), Optional.of(baseline), chosen.get(IMPORTANCE)));
          return finding(chosen, title, drawn.of(by, subject.at(), subject.question(), map));
        });
  }

  private static Scorer road(Chosen chosen) {
    Road road =
        new Road(
            new Road.Options(
                chosen.get(IMPUTED), chosen.get(NOISE), chosen.seed(), chosen.get(IMPORTANCE)));
    return Scorer.ofMaps(
        (subject, map) ->
            finding(
                chosen, "Remove and debias", road.curve(subject.at(), subject.question(), map)));
  }

  private static Scorer irof(Chosen chosen) {
    Division superpixels = new Division.Superpixels(chosen.get(SUPERPIXELS));
    Irof irof = new Irof(at -> superpixels.of(at.image(), at.prediction()).of());
    boolean dice = chosen.get(QUANTITY) == Quantity.DICE;
    return Scorer.ofMaps(
        (subject, map) -> {
          DeletionInsertion.Curve curve = irof.curve(subject.at(), subject.question(), map);
          return new Scorer.Finding(
              dice ? 1 - curve.diceArea() : Irof.over(curve),
              curves(
                  "Iterative removal of features",
                  "superpixels, the most important first (%)",
                  curve),
              List.of(Text.format("%d superpixels", curve.target().length - 1)));
        });
  }

  private static Scorer offTarget(Chosen chosen) {
    return Scorer.ofMaps(
        (subject, map) -> {
          Tensor baseline = chosen.baseline().of(subject.at().image());
          OffTargetEffect effect =
              OffTargetEffect.of(
                  subject.at(), subject.question(), map, baseline, chosen.get(SHARE));
          String note =
              Double.isNaN(effect.ratio())
                  ? "taking these pixels away does not change the target"
                  : Text.format(
                      "the target changes by %.4g, other classes by %.4g on average",
                      effect.target(), effect.others());
          return new Scorer.Finding(effect.ratio(), List.of(), List.of(note));
        });
  }

  private static Scorer.Finding finding(
      Chosen chosen, String title, DeletionInsertion.Curve curve) {
    boolean dice = chosen.get(QUANTITY) == Quantity.DICE;
    return new Scorer.Finding(
        dice ? curve.diceArea() : curve.targetArea(), curves(title, ACROSS, curve), List.of());
  }

  private static List<ScoreCurve> curves(
      String title, String across, DeletionInsertion.Curve curve) {
    return List.of(
        shares(title + ": the target", across, "target's value", curve.target()),
        shares(title + ": the mask", across, "Dice with the mask of the image", curve.dice()));
  }

  private static ScoreCurve shares(String title, String across, String up, double[] values) {
    double[] shares = new double[values.length];
    Arrays.setAll(shares, i -> 100.0 * i / (values.length - 1));
    return new ScoreCurve(title, across, up, shares, values);
  }
}

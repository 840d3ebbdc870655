package org.pixelwhy.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Score.Better;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.faithfulness.CompletenessGap;
import org.pixelwhy.faithfulness.Infidelity;
import org.pixelwhy.faithfulness.Perturbation;
import org.pixelwhy.faithfulness.Sampling;
import org.pixelwhy.faithfulness.SanityCheck;
import org.pixelwhy.faithfulness.SensitivityMax;
import org.pixelwhy.faithfulness.Similarity;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * The scores that there are: those listed here, and those that a {@link CatalogueProvider} on the
 * class path adds.
 */
public final class ScoreCatalogue {
  private enum Perturbed {
    GAUSSIAN,
    SQUARE
  }

  private static final int MOST = 1_000_000;

  private static final String UNREACHED =
      "none of the perturbations changed the target: take more of them, or larger ones";

  private static final String BLANK_AT_RANDOM =
      "the map of the random network is blank, or the same everywhere: there is nothing to compare";

  private static final NamedOption<Integer> SAMPLES =
      NamedOption.whole("samples", "perturbed images, each a forward pass", 100, 1, MOST);
  private static final NamedOption<Perturbed> PERTURBATION =
      NamedOption.choice(
          "perturbation",
          "what is taken from the image: noise, or all of a square",
          List.of(Perturbed.GAUSSIAN, Perturbed.SQUARE));
  private static final NamedOption<Double> SIGMA =
      NamedOption.positive("sigma", "deviation of the noise, after preprocessing", 0.1);
  private static final NamedOption<Integer> SIDE =
      NamedOption.whole("side", "of the square, in pixels", 15, 1, MOST);
  private static final NamedOption<Boolean> NORMALIZE =
      NamedOption.flag("normalize", "whether the map's scale is taken out", false);
  private static final NamedOption<Integer> NEAR =
      NamedOption.whole("samples", "images nearby, each a run of the method", 10, 1, MOST);
  private static final NamedOption<Double> RADIUS =
      NamedOption.positive(
          "radius", "greatest change of an element of the input, after preprocessing", 0.02);
  private static final NamedOption<Boolean> RELATIVE =
      NamedOption.flag("normalize", "whether the change is divided by the map's norm", true);
  private static final NamedOption<Integer> RANDOMISATIONS =
      NamedOption.whole("steps", "randomised networks, each a run of the method", 10, 1, 10_000);
  private static final NamedOption<Double> UNCHANGED =
      NamedOption.share("unchanged", "from what correlation on a map has not changed", 0.9);

  private static final List<Score> ANSWERS =
      List.of(
          new Score(
              "infidelity",
              "Infidelity",
              Better.LOWER,
              "squared target units",
              "How badly the map foretells what perturbations do to the target.",
              List.of(SAMPLES, PERTURBATION, SIGMA, SIDE, NORMALIZE),
              ScoreCatalogue::infidelity),
          new Score(
              "sensitivity",
              "Sensitivity-max",
              Better.LOWER,
              "share of the map's norm; its own unit if normalize is off",
              "How much the map changes when the image hardly does.",
              List.of(NEAR, RADIUS, RELATIVE),
              ScoreCatalogue::sensitivity),
          new Score(
              "completeness",
              "Completeness gap",
              Better.LOWER,
              "target units",
              "By how much the map misses the target's change from the method's baseline.",
              List.of(),
              chosen -> ScoreCatalogue::completeness),
          new Score(
              "randomisation",
              "Randomised weights",
              Better.LOWER,
              "size of the rank correlation with the map of the random network, 0 to 1",
              "How alike the map stays when all that the network learned is shuffled.",
              List.of(RANDOMISATIONS, UNCHANGED),
              ScoreCatalogue::randomisation));

  static final List<Score> BUILT_IN =
      Stream.of(ANSWERS, RemovalScores.ALL, DependenceScores.ALL, LocalisationScores.ALL)
          .flatMap(List::stream)
          .toList();

  private ScoreCatalogue() {}

  private static Scorer infidelity(Chosen chosen) {
    Perturbation perturbation =
        chosen.get(PERTURBATION) == Perturbed.GAUSSIAN
            ? new Perturbation.Gaussian(chosen.get(SIGMA))
            : new Perturbation.SquareRemoval(chosen.get(SIDE));
    boolean normalize = chosen.get(NORMALIZE);
    Infidelity infidelity =
        new Infidelity(new Sampling(perturbation, chosen.get(SAMPLES), chosen.seed(), normalize));
    return Scorer.ofMaps(
        (subject, map) -> {
          Infidelity.Score score = infidelity.score(subject.at(), subject.question(), map);
          if (!score.reached()) {
            return new Scorer.Finding(Double.NaN, List.of(), List.of(UNREACHED));
          }
          List<String> notes =
              normalize
                  ? List.of(Text.format("the map was multiplied by %.4g", score.beta()))
                  : List.of();
          return new Scorer.Finding(score.value(), List.of(), notes);
        });
  }

  private static Scorer sensitivity(Chosen chosen) {
    Perturbation uniform = new Perturbation.Uniform(chosen.get(RADIUS));
    SensitivityMax sensitivity =
        new SensitivityMax(
            new Sampling(uniform, chosen.get(NEAR), chosen.seed(), chosen.get(RELATIVE)));
    return subject ->
        Arrays.stream(sensitivity.score(subject.at(), subject.question(), subject.attributor()))
            .mapToObj(Scorer.Finding::of)
            .toList();
  }

  private static List<Scorer.Finding> completeness(Scorer.Subject subject) {
    Chosen chosen = subject.chosen();
    if (!chosen.owner().options().contains(BaselineChoice.OPTION)) {
      throw new InputException(
          "the method has no baseline, and its map is not made to add up to a change of the"
              + " target");
    }
    Tensor baseline = chosen.baseline().of(subject.at().image());
    List<Scorer.Finding> findings = new ArrayList<>();
    for (Attribution map : subject.maps()) {
      CompletenessGap gap = CompletenessGap.of(subject.at(), subject.question(), map, baseline);
      String note =
          Text.format(
              "the map adds up to %.4g, the target changes by %.4g", gap.sum(), gap.difference());
      findings.add(new Scorer.Finding(Math.abs(gap.gap()), List.of(), List.of(note)));
    }
    return findings;
  }

  private static Scorer randomisation(Chosen chosen) {
    SanityCheck check =
        new SanityCheck(
            new SanityCheck.Options(
                chosen.seed(), chosen.get(RANDOMISATIONS), chosen.get(UNCHANGED)));
    return subject ->
        check.checkAll(subject.at(), subject.question(), subject.attributor()).stream()
            .map(ScoreCatalogue::randomised)
            .toList();
  }

  private static Scorer.Finding randomised(SanityCheck.Result result) {
    List<SanityCheck.Step> steps = result.steps();
    double[] layers = steps.stream().mapToDouble(SanityCheck.Step::layers).toArray();
    Similarity last = steps.get(steps.size() - 1).similarity();
    double size = Math.abs(last.rankCorrelation());
    List<String> notes = new ArrayList<>();
    if (Double.isNaN(size)) {
      notes.add(BLANK_AT_RANDOM);
    } else {
      notes.add(
          Text.format(
              "rank correlation %.3f, structural similarity %.3f",
              last.rankCorrelation(), last.structural()));
    }
    if (!result.changes()) {
      notes.add("the map hardly depends on what the network learned");
    }
    return new Scorer.Finding(
        size,
        List.of(
            randomised(layers, "rank correlation", steps, Similarity::rankCorrelation),
            randomised(layers, "structural similarity", steps, Similarity::structural)),
        notes);
  }

  private static ScoreCurve randomised(
      double[] layers,
      String up,
      List<SanityCheck.Step> steps,
      ToDoubleFunction<Similarity> measure) {
    double[] alike =
        steps.stream().map(SanityCheck.Step::similarity).mapToDouble(measure).toArray();
    return new ScoreCurve(
        "Randomised weights: " + up, "layers randomised, from the output", up, layers, alike);
  }

  /**
   * The options of scores that compare methods whose maps have no common unit: infidelity is
   * normalised where nothing else is said.
   *
   * @param scores that are asked for
   */
  public static GivenOptions comparable(List<String> scores, GivenOptions given) {
    return BUILT_IN.stream()
        .filter(score -> score.options().contains(NORMALIZE) && scores.contains(score.id()))
        .filter(score -> !given.isGiven(score, NORMALIZE))
        .reduce(
            given, (options, score) -> options.with(score, NORMALIZE, "on"), (first, last) -> last);
  }

  /**
   * All scores, in the order in which they are listed to users.
   *
   * @throws InputException if what is added on the class path cannot be used
   */
  public static List<Score> scores() {
    return Entries.installed().scores();
  }

  /**
   * A score by its identifier.
   *
   * @throws InputException if there is none, with the nearest names
   */
  public static Score score(String id) {
    return Entries.find("score", scores(), Score::title, id);
  }
}

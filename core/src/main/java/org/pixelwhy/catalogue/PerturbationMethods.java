package org.pixelwhy.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.perturbation.CircleDistances.Comparison;
import org.pixelwhy.attribution.perturbation.HausdorffMasks;
import org.pixelwhy.attribution.perturbation.HausdorffOptions;
import org.pixelwhy.attribution.perturbation.KernelShap;
import org.pixelwhy.attribution.perturbation.KernelShap.Estimator;
import org.pixelwhy.attribution.perturbation.MaskApplication;
import org.pixelwhy.attribution.perturbation.MaskDistance;
import org.pixelwhy.attribution.perturbation.Occlusion;
import org.pixelwhy.attribution.perturbation.Occlusion.Score;
import org.pixelwhy.attribution.perturbation.Rise;
import org.pixelwhy.attribution.perturbation.RiseOptions;
import org.pixelwhy.attribution.perturbation.RiseOptions.Merge;
import org.pixelwhy.attribution.perturbation.RiseOptions.Sampling;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.catalogue.option.NamedOption;

/** Methods that change the image and only run the network. */
final class PerturbationMethods {
  private static final int MOST = 1_000_000;

  private static final NamedOption<Integer> MASKS =
      NamedOption.whole("masks", "random masks, each a forward pass", 3000, 1, MOST);
  private static final NamedOption<Integer> CELLS =
      NamedOption.whole("cells", "cells of a mask along each axis", 8, 1, 256);
  private static final NamedOption<Double> PROBABILITY =
      NamedOption.share("probability", "with which a cell is kept", 0.1);
  private static final NamedOption<Merge> MERGE =
      NamedOption.choice(
          "merge",
          "how the maps of the target's pixels become one",
          List.of(Merge.MEAN, Merge.MAX));
  private static final NamedOption<RiseOptions.Score> MASK_SCORE =
      NamedOption.choice("score", "what masks are judged by", List.of(RiseOptions.Score.values()));
  private static final NamedOption<Sampling> SAMPLING =
      NamedOption.choice("sampling", "how masks depend on each other", List.of(Sampling.values()));
  private static final NamedOption<List<Integer>> WINDOW =
      fitting("window", "extent of the window in pixels, rows first");
  private static final NamedOption<List<Integer>> STRIDE =
      fitting("stride", "pixels between windows, rows first");
  private static final NamedOption<Score> SCORE =
      NamedOption.choice(
          "score",
          "what is compared: the target, or the predicted mask",
          List.of(Score.TARGET, Score.DICE));
  private static final NamedOption<Integer> DIAMETER =
      NamedOption.whole("diameter", "of the circles, in pixels", 15, 1, 4096);
  private static final NamedOption<Integer> OFFSET =
      NamedOption.whole("offset", "pixels between circles", 5, 1, 4096);
  private static final NamedOption<Double> FILL =
      NamedOption.real("fill", "value of what is covered, after preprocessing", 0);

  private static final NamedOption<Integer> COARSE =
      NamedOption.whole(
          "coarse-to-fine",
          "windows along each axis that are covered together first; 1 for none",
          1,
          1,
          64);
  private static final NamedOption<Double> THRESHOLD =
      NamedOption.atLeast(
          "threshold",
          "share of the largest effect below which coarse-to-fine looks no closer",
          0,
          0);
  private static final NamedOption<MaskDistance.Standard> DISTANCE =
      NamedOption.choice(
          "distance", "how masks are compared", List.of(MaskDistance.Standard.values()));
  private static final NamedOption<Cover> COVER =
      NamedOption.choice("cover", "what a circle puts in its place", List.of(Cover.values()));
  private static final NamedOption<Double> BLUR =
      NamedOption.positive("blur", "standard deviation in pixels, where cover is blur", 8);
  private static final NamedOption<OptionalInt> CHANNEL =
      new NamedOption<>(
          "channel",
          "the only channel that is covered",
          "all, or the number of a channel from 0",
          "all",
          text ->
              text.equals("all")
                  ? Optional.of(OptionalInt.empty())
                  : Optional.of(OptionalInt.of(Integer.parseInt(text)))
                      .filter(channel -> channel.getAsInt() >= 0));
  private static final NamedOption<List<Comparison>> COMPARISON =
      new NamedOption<>(
          "comparison",
          "maps of the distance itself, of what is better or worse than without a circle; auto: raw"
              + " alone without a reference mask, else all",
          "auto, or some of raw, better, worse, separated by commas",
          "auto",
          PerturbationMethods::comparisons);

  private static final NamedOption<Estimator> ESTIMATOR =
      NamedOption.choice(
          "estimator",
          "exact: all sets of parts; kernel: a regression on some; auto: exact up to 12 parts",
          List.of(Estimator.values()));
  private static final NamedOption<Integer> PASSES =
      NamedOption.whole(
          "passes", "most sets of parts of the regression, each a forward pass", 2048, 2, MOST);

  /** What a circle puts in its place. */
  private enum Cover {
    FILL,
    MEAN,
    BLUR,
    LOCAL_MEAN,
    DARKEN,
    MINIMUM
  }

  static final List<Method> ALL =
      List.of(
          new Method(
              "rise",
              "RISE",
              Needs.FORWARD,
              "Which parts of the image alone are enough for the target: random masks, averaged by"
                  + " the probability that they leave.",
              "mean probability kept",
              List.of(MASKS, CELLS, PROBABILITY, SAMPLING, MASK_SCORE, MERGE),
              PerturbationMethods::rise),
          new Method(
              "occlusion",
              "Occlusion",
              Needs.FORWARD,
              "What the target loses when a window covers a part of the image.",
              "what the target loses where this is covered",
              List.of(WINDOW, STRIDE, FILL, SCORE, COARSE, THRESHOLD),
              PerturbationMethods::occlusion),
          new Method(
              "hausdorff-masks",
              "Hausdorff Distance Masks",
              Needs.FORWARD,
              "How far the predicted mask moves when a circle covers a part of the image.",
              "distance to the reference mask",
              List.of(DIAMETER, OFFSET, COVER, FILL, BLUR, CHANNEL, DISTANCE, COMPARISON),
              PerturbationMethods::hausdorffMasks),
          new Method(
              "kernel-shap",
              "KernelSHAP",
              Needs.FORWARD,
              "What each part of the image adds to the target, whatever other parts are there:"
                  + " Shapley values of superpixels, channels or given parts.",
              "t(x) - t(baseline), shared out",
              List.of(PartsChoice.OPTION, BaselineChoice.OPTION, ESTIMATOR, PASSES),
              PerturbationMethods::kernelShap));

  private PerturbationMethods() {}

  /** Numbers of pixels, or none for what fits the image. */
  private static NamedOption<List<Integer>> fitting(String name, String summary) {
    String fit = "auto";
    NamedOption<List<Integer>> given = NamedOption.wholes(name, summary, fit);
    return new NamedOption<>(
        name,
        summary,
        "auto (what fits the image), or " + given.allowed(),
        fit,
        text -> text.equals(fit) ? Optional.of(List.of()) : given.reader().apply(text));
  }

  private static Rise rise(Chosen chosen) {
    return new Rise(
        RiseOptions.defaults()
            .withMasks(chosen.get(MASKS))
            .withCells(chosen.get(CELLS), chosen.get(PROBABILITY))
            .withSampling(chosen.get(SAMPLING))
            .withScore(chosen.get(MASK_SCORE))
            .withMerge(chosen.get(MERGE))
            .withSeed(chosen.seed()),
        chosen.run());
  }

  private static Occlusion occlusion(Chosen chosen) {
    return new Occlusion(
        Occlusion.Options.defaults()
            .withWindow(chosen.get(WINDOW), chosen.get(STRIDE))
            .withFill(chosen.get(FILL).floatValue())
            .withScore(chosen.get(SCORE))
            .withCoarseToFine(chosen.get(COARSE), chosen.get(THRESHOLD)),
        chosen.run());
  }

  private static HausdorffMasks hausdorffMasks(Chosen chosen) {
    HausdorffOptions options =
        HausdorffOptions.defaults()
            .withCircles(chosen.get(DIAMETER), chosen.get(OFFSET))
            .withApplication(application(chosen))
            .withDistance(chosen.get(DISTANCE))
            .withComparisons(chosen.get(COMPARISON));
    OptionalInt channel = chosen.get(CHANNEL);
    options = channel.isPresent() ? options.withChannel(channel.getAsInt()) : options;
    return new HausdorffMasks(
        chosen.reference().isPresent() ? options.withReference(chosen.reference().get()) : options,
        chosen.run());
  }

  private static KernelShap kernelShap(Chosen chosen) {
    return new KernelShap(
        new KernelShap.Options(
            chosen.get(PartsChoice.OPTION).division(chosen.image().labels()),
            chosen.baseline(),
            chosen.get(ESTIMATOR),
            chosen.get(PASSES),
            chosen.seed()),
        chosen.run());
  }

  private static MaskApplication application(Chosen chosen) {
    return switch (chosen.get(COVER)) {
      case FILL -> MaskApplication.fill(chosen.get(FILL).floatValue());
      case MEAN -> MaskApplication.by(new Baseline.Mean());
      case BLUR -> MaskApplication.by(new Baseline.Blurred(chosen.get(BLUR)));
      case LOCAL_MEAN -> MaskApplication.localMean();
      case DARKEN -> MaskApplication.darken();
      case MINIMUM -> MaskApplication.minimum();
    };
  }

  private static Optional<List<Comparison>> comparisons(String text) {
    if (text.equals("auto")) {
      return Optional.of(List.of());
    }
    List<Comparison> chosen = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      Arrays.stream(Comparison.values())
          .filter(comparison -> comparison.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .ifPresent(chosen::add);
    }
    boolean allKnown = chosen.size() == text.split(",", -1).length;
    return Optional.of(chosen.stream().distinct().toList()).filter(list -> allKnown);
  }
}

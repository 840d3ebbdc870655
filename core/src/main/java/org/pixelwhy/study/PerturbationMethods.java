package org.pixelwhy.study;

import java.util.List;
import org.pixelwhy.attribution.perturbation.HausdorffMasks;
import org.pixelwhy.attribution.perturbation.HausdorffOptions;
import org.pixelwhy.attribution.perturbation.MaskApplication;
import org.pixelwhy.attribution.perturbation.Occlusion;
import org.pixelwhy.attribution.perturbation.Occlusion.Score;
import org.pixelwhy.attribution.perturbation.Rise;
import org.pixelwhy.attribution.perturbation.RiseOptions;
import org.pixelwhy.attribution.perturbation.RiseOptions.Merge;
import org.pixelwhy.attribution.perturbation.RiseOptions.Sampling;
import org.pixelwhy.study.Method.Chosen;
import org.pixelwhy.study.Method.Needs;
import org.pixelwhy.study.option.NamedOption;

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
      NamedOption.wholes("window", "extent of the window in pixels, rows first", "15");
  private static final NamedOption<List<Integer>> STRIDE =
      NamedOption.wholes("stride", "pixels between windows, rows first", "2");
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
              "t(x) - t(x covered)",
              List.of(WINDOW, STRIDE, FILL, SCORE),
              PerturbationMethods::occlusion),
          new Method(
              "hausdorff-masks",
              "Hausdorff Distance Masks",
              Needs.FORWARD,
              "How far the predicted mask moves when a circle covers a part of the image.",
              "Hausdorff distance (pixels)",
              List.of(DIAMETER, OFFSET, FILL),
              PerturbationMethods::hausdorffMasks));

  private PerturbationMethods() {}

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
            .withScore(chosen.get(SCORE)));
  }

  private static HausdorffMasks hausdorffMasks(Chosen chosen) {
    return new HausdorffMasks(
        HausdorffOptions.defaults()
            .withCircles(chosen.get(DIAMETER), chosen.get(OFFSET))
            .withApplication(MaskApplication.fill(chosen.get(FILL).floatValue())));
  }
}

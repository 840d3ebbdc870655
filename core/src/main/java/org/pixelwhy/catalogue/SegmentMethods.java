package org.pixelwhy.catalogue;

import java.util.List;
import org.pixelwhy.attribution.perturbation.FeatureAblation;
import org.pixelwhy.attribution.sufficient.MiSuRe;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.catalogue.option.NamedOption;

/** Methods that think of an image as segments: which are needed, and which are enough. */
final class SegmentMethods {
  private static final MiSuRe.Options USUAL = MiSuRe.Options.defaults();

  private static final NamedOption<Double> DICE =
      NamedOption.share(
          "dice", "of the segment and what the region alone gives that is enough", USUAL.dice());
  private static final NamedOption<Integer> GROWTH =
      NamedOption.whole(
          "growth", "pixels by which the region grows at a time", USUAL.growth(), 1, 1024);
  private static final NamedOption<Integer> STEPS =
      NamedOption.whole(
          "steps",
          "of the mask, each a gradient; 0 for the region alone",
          USUAL.steps(),
          0,
          100_000);
  private static final NamedOption<Double> RATE =
      NamedOption.share("rate", "about how far the mask goes in one step", USUAL.rate());
  private static final NamedOption<Double> AREA =
      NamedOption.atLeast("area", "weight of the mask's size against Dice", USUAL.area(), 0);
  private static final NamedOption<Double> VARIATION =
      NamedOption.atLeast(
          "variation", "weight of the mask's roughness against Dice", USUAL.variation(), 0);

  static final List<Method> ALL =
      List.of(
          new Method(
              "feature-ablation",
              "Feature Ablation",
              Needs.FORWARD,
              "What the target loses without each part of the image: predicted classes, objects,"
                  + " superpixels, channels or given parts.",
              "loss without the part, shared out",
              List.of(PartsChoice.SEGMENTS, BaselineChoice.OPTION),
              SegmentMethods::featureAblation),
          new Method(
              "misure",
              "MiSuRe",
              Needs.GRADIENT,
              "Which part of the image is enough to draw the segment again: a region that is grown,"
                  + " and then made as small as it can be.",
              "share of the pixel that is kept",
              List.of(BaselineChoice.OPTION, DICE, GROWTH, STEPS, RATE, AREA, VARIATION),
              SegmentMethods::misure));

  private SegmentMethods() {}

  private static FeatureAblation featureAblation(Chosen chosen) {
    return new FeatureAblation(
        new FeatureAblation.Options(
            chosen.get(PartsChoice.SEGMENTS).division(chosen.image().labels()), chosen.baseline()),
        chosen.run());
  }

  private static MiSuRe misure(Chosen chosen) {
    return new MiSuRe(
        new MiSuRe.Options(
            chosen.baseline(),
            chosen.get(DICE),
            chosen.get(GROWTH),
            chosen.get(STEPS),
            chosen.get(RATE),
            chosen.get(AREA),
            chosen.get(VARIATION)));
  }
}

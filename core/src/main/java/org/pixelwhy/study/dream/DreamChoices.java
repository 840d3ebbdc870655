package org.pixelwhy.study.dream;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.dream.Ascent;
import org.pixelwhy.dream.DreamOptions;
import org.pixelwhy.dream.DreamOptions.Stop;
import org.pixelwhy.dream.feature.FeatureNames;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.study.dream.DreamRequest.Course;
import org.pixelwhy.study.dream.DreamRequest.Measures;

/**
 * What may be chosen about a dream of a question, as options by name.
 *
 * @param given those that are not as usual
 */
public record DreamChoices(GivenOptions given) {
  /** What options are written before, as those of a method. */
  public static final String ID = "dream";

  private static final String AUTO = "auto";
  private static final int MOST_STEPS = 100_000;
  private static final int MOST_FRAMES = 200;

  /** Whose activation grows. */
  public enum Neuron {
    /** The mean over the question's pixels, as they are at the start. */
    TARGET,
    /** The place that responds most to the question's class at the start. */
    STRONGEST
  }

  private static final NamedOption<Neuron> NEURON =
      NamedOption.choice(
          "neuron",
          "what grows: the target's mean, or the place that responds most at the start",
          List.of(Neuron.values()));
  private static final NamedOption<Integer> STEPS =
      NamedOption.whole("steps", "most steps that are taken", DreamOptions.STEPS, 1, MOST_STEPS);
  private static final NamedOption<Ascent.Rule> RULE =
      NamedOption.choice(
          "step",
          "the gradient itself, or divided by its root mean square",
          List.of(Ascent.Rule.values()));
  private static final NamedOption<OptionalDouble> STEP_SIZE =
      new NamedOption<>(
          "step-size",
          "what the gradient is multiplied by; auto: the first step changes no value by more than a"
              + " hundredth of the range",
          "auto, or a number above 0",
          AUTO,
          DreamChoices::stepSize);
  private static final NamedOption<Boolean> CLIP =
      NamedOption.flag("clip", "whether values stay in the range that images have", false);
  private static final NamedOption<Double> MOMENTUM =
      NamedOption.atLeast("momentum", "share of earlier steps, below 1", 0, 0);
  private static final NamedOption<Double> BLUR =
      NamedOption.atLeast("blur", "deviation in pixels of a blur after every step", 0, 0);
  private static final NamedOption<Double> TOTAL_VARIATION =
      NamedOption.atLeast(
          "total-variation", "weight of the image's total variation, which is kept small", 0, 0);
  private static final NamedOption<Integer> PATIENCE =
      NamedOption.whole(
          "patience",
          "ends when mask and features have not changed for so many steps; 0 takes all",
          Stop.USUAL.patience(),
          0,
          MOST_STEPS);
  private static final NamedOption<List<String>> FEATURES =
      new NamedOption<>(
          "features",
          "what is followed: names of radiomics features or families, line-135, line-45",
          "names, separated by commas",
          String.join(",", FeatureNames.USUAL),
          text -> Optional.of(Arrays.stream(text.split(",")).map(String::strip).toList()));
  private static final NamedOption<Integer> BINS =
      NamedOption.whole("bins", "number of grey levels of texture features", 32, 1, 65_536);
  private static final NamedOption<Integer> FRAMES =
      NamedOption.whole("frames", "pictures that are kept, about", 24, 2, MOST_FRAMES);

  private static final List<NamedOption<?>> OPTIONS =
      List.of(
          NEURON,
          STEPS,
          RULE,
          STEP_SIZE,
          CLIP,
          MOMENTUM,
          BLUR,
          TOTAL_VARIATION,
          PATIENCE,
          FEATURES,
          BINS,
          FRAMES);

  private static final Configurable OWNER =
      new Configurable() {
        @Override
        public String id() {
          return ID;
        }

        @Override
        public List<NamedOption<?>> options() {
          return OPTIONS;
        }
      };

  /**
   * @throws org.pixelwhy.tensor.InputException if one is none of a dream
   */
  public DreamChoices {
    given.require(Set.of(OWNER));
  }

  /** What there is to choose. */
  public static Configurable all() {
    return OWNER;
  }

  private static Optional<OptionalDouble> stepSize(String text) {
    if (text.equals(AUTO)) {
      return Optional.of(OptionalDouble.empty());
    }
    double size = Double.parseDouble(text);
    return size > 0 && Double.isFinite(size)
        ? Optional.of(OptionalDouble.of(size))
        : Optional.empty();
  }

  private <T> T of(NamedOption<T> option) {
    return given.value(OWNER, option);
  }

  /** Whose activation grows. */
  public Neuron neuron() {
    return of(NEURON);
  }

  /** How the dream goes on. */
  public Course course() {
    Ascent ascent =
        new Ascent(of(RULE), of(STEP_SIZE), of(CLIP), of(MOMENTUM), of(BLUR), of(TOTAL_VARIATION));
    Stop stop = new Stop(Stop.USUAL.tolerance(), of(PATIENCE));
    return new Course(of(STEPS), ascent, stop, Optional.empty(), of(FRAMES));
  }

  /** What is measured of it, without a reference. */
  public Measures measures() {
    return new Measures(
        FeatureNames.measuring(of(FEATURES), new Discretisation.BinNumber(of(BINS))),
        Optional.empty(),
        VerdictRule.USUAL);
  }
}

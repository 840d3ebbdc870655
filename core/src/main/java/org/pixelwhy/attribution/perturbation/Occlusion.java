package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Covers one window of the image after the other and reports what that does to the output.
 *
 * <p>A window's effect is {@code t(x) - t(x covered)}, in units of the target, or {@code 1 - Dice}
 * of the masks predicted with and without it, between 0 and 1. The map {@code [1,1,H,W]} holds at
 * each pixel the mean effect of the windows that cover it, 0 where none does. Windows start at the
 * upper left corner; the last one is cut off by the edge.
 *
 * <p>Coarse to fine, blocks of neighbouring windows are covered together first; windows of a block
 * whose effect is at most the threshold are taken to have none. That is exact where a block's
 * effect vanishes only if each window's does; effects that cancel each other out within a block, or
 * that something else in the block hides, are missed.
 *
 * <p>Deviations: the paper slides a grey square and shows the score itself; here more is more
 * important.
 *
 * <p>Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV 2014.
 */
public final class Occlusion implements Attributor {
  private static final int MOST_TOGETHER = 64;

  /** What is compared with and without a window. */
  public enum Score {
    /** The question's target. */
    TARGET,
    /** The mask predicted for the target's class. */
    DICE
  }

  /**
   * How windows are placed and judged.
   *
   * @param window extents along the image's axes, or one for all of them, in pixels; empty for what
   *     fits the image
   * @param stride steps between windows along the axes, or one for all; empty for what fits
   * @param fill value in a window, in units of the preprocessed input
   * @param score what is compared
   * @param coarse so many windows along each axis are first covered together, and one by one only
   *     where that has an effect; 1 covers each in any case
   * @param threshold the effect that is too small to look closer, as a share of the largest one
   */
  public record Options(
      List<Integer> window,
      List<Integer> stride,
      float fill,
      Score score,
      int coarse,
      double threshold) {
    public Options {
      window = requirePositive("window", window);
      stride = requirePositive("stride", stride);
      if (!Float.isFinite(fill)) {
        throw new InputException("illegal fill of the window: " + fill + ", must be finite");
      }
      Objects.requireNonNull(score, "score");
      if (coarse < 1 || coarse > MOST_TOGETHER) {
        throw new InputException(
            Text.format(
                "illegal number of windows to cover together: %d, must be between 1 and %d",
                coarse, MOST_TOGETHER));
      }
      if (!(threshold >= 0 && threshold < 1)) {
        throw new InputException(
            Text.format(
                "illegal threshold of effects: %s, must be at least 0 and below 1", threshold));
      }
    }

    private static List<Integer> requirePositive(String what, List<Integer> numbers) {
      if (numbers.stream().anyMatch(n -> n < 1)) {
        throw new InputException(
            Text.format(
                "illegal %s of occlusion: %s, must be 1 or more along each axis", what, numbers));
      }
      return List.copyOf(numbers);
    }

    /** Windows of 15 pixels, 2 apart, filled with 0, judged by the target. */
    public static Options defaults() {
      return new Options(List.of(15), List.of(2), 0, Score.TARGET, 1, 0);
    }

    public Options withWindow(List<Integer> newWindow, List<Integer> newStride) {
      return new Options(newWindow, newStride, fill, score, coarse, threshold);
    }

    public Options withFill(float newFill) {
      return new Options(window, stride, newFill, score, coarse, threshold);
    }

    public Options withScore(Score newScore) {
      return new Options(window, stride, fill, newScore, coarse, threshold);
    }

    /** Covers so many windows along each axis together first; see the parameters. */
    public Options withCoarseToFine(int newCoarse, double newThreshold) {
      return new Options(window, stride, fill, score, newCoarse, newThreshold);
    }

    /** Whether something is chosen by the image. */
    private boolean fits() {
      return window.isEmpty() || stride.isEmpty();
    }

    private Windows windows(int[] extents) {
      for (List<Integer> numbers : List.of(window, stride)) {
        if (numbers.size() > 1 && numbers.size() != extents.length) {
          throw new InputException(
              Text.format(
                  "window or stride %s of occlusion needs one number, or one for each of %d axes",
                  numbers, extents.length));
        }
      }
      FittingWindow fitting = FittingWindow.of(extents);
      return new Windows(
          extents,
          window.isEmpty() ? List.of(fitting.window()) : window,
          stride.isEmpty() ? List.of(fitting.stride()) : stride);
    }
  }

  private final Options options;
  private final PerturbationRun run;

  public Occlusion(Options options) {
    this(options, PerturbationRun.PLAIN);
  }

  /**
   * @throws InputException if both ways of saving passes are asked for
   */
  public Occlusion(Options options, PerturbationRun run) {
    if (options.coarse() > 1 && run.untilStable().isPresent()) {
      throw new InputException(
          "coarse-to-fine and until-stable both choose where to cover; give one of them");
    }
    this.options = options;
    this.run = run;
  }

  @Override
  public double passes(Evaluation at, Question question) {
    return options.windows(new Pixels(at.image()).extents()).count();
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    long started = System.nanoTime();
    Pixels pixels = new Pixels(at.image());
    Windows windows = options.windows(pixels.extents());
    FrozenTarget target = question.freeze(at.prediction());
    byte[] fingerprint = Fingerprint.of(at, target, "occlusion " + options).bytes();
    try (ScoreFile scores = ScoreFile.open(run, fingerprint, Double.BYTES, at.batches().size())) {
      boolean only = options.score() == Score.TARGET;
      Passes passes =
          new Passes(
              at,
              at.perturbations(Optional.of(target).filter(t -> only), windows.extents()),
              scores,
              "Occlusion",
              windows.count());
      WindowEffects effects =
          new WindowEffects(
              pixels, windows, options.fill(), passes, effect(at.prediction(), question, target));
      Convergence convergence = new Convergence(run.untilStable());
      List<String> notes = new ArrayList<>();
      if (options.coarse() > 1) {
        notes.addAll(effects.coarseToFine(options.coarse(), options.threshold()));
      } else {
        effects.level(levels(windows), convergence);
        notes.add(effects.passes() + " windows" + (options.fits() ? fitted(windows) : ""));
        notes.addAll(convergence.notes(effects.passes(), windows.count()));
      }
      scores.finish();
      notes.addAll(passes.notes());
      double seconds = (System.nanoTime() - started) / 1e9;
      Course course = new Course(effects.passes(), seconds, convergence.points());
      Sign sign = options.score() == Score.TARGET ? Sign.SIGNED : Sign.UNSIGNED;
      return List.of(
          new Attribution(
              "occlusion",
              "",
              pixels.map(effects.map()),
              sign,
              notes,
              Extras.NONE.withCourse(course)));
    }
  }

  /** What was chosen. */
  private static String fitted(Windows windows) {
    return Text.format(
        " of %s pixels, %s apart, which fit the image",
        times(windows.extents()), times(windows.stride()));
  }

  private static String times(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
  }

  private int levels(Windows windows) {
    return run.untilStable().isPresent() ? windows.levels() : 0;
  }

  @Override
  public boolean linear() {
    return options.score() == Score.TARGET && options.coarse() == 1;
  }

  private WindowEffects.Effect effect(Prediction clean, Question question, FrozenTarget target) {
    if (options.score() == Score.TARGET) {
      double whole = target.value(question.output(clean));
      return new WindowEffects.Effect(
          output -> whole - target.value(output.output(target.on())), true);
    }
    MaskChange change = MaskChange.of(clean, question);
    return new WindowEffects.Effect(output -> 1 - change.dice(output), false);
  }
}

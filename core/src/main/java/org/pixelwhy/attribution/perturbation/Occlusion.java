package org.pixelwhy.attribution.perturbation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.image.Mask;
import org.pixelwhy.metric.overlap.Dice;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.ForwardBatches;
import org.pixelwhy.model.ForwardOutput;
import org.pixelwhy.model.FrozenTarget;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.target.Question;

/**
 * Covers one window of the image after the other and reports what that does to the output.
 *
 * <p>A window's effect is {@code t(x) - t(x covered)}, in units of the target, or {@code 1 - Dice}
 * of the masks predicted with and without it, between 0 and 1. The map {@code [1,1,H,W]} holds at
 * each pixel the mean effect of the windows that cover it, 0 where none does. Windows start at the
 * upper left corner; the last one is cut off by the edge.
 *
 * <p>Deviations: the paper slides a grey square and shows the score itself; here more is more
 * important.
 *
 * <p>Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV 2014.
 */
public final class Occlusion implements Attributor {
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
   * @param window extents along the image's axes, or one for all of them, in pixels
   * @param stride steps between windows along the axes, or one for all
   * @param fill value in a window, in units of the preprocessed input
   * @param score what is compared
   */
  public record Options(List<Integer> window, List<Integer> stride, float fill, Score score) {
    public Options {
      window = requirePositive("window", window);
      stride = requirePositive("stride", stride);
      if (!Float.isFinite(fill)) {
        throw new InputException("illegal fill of the window: " + fill + ", must be finite");
      }
      Objects.requireNonNull(score, "score");
    }

    private static List<Integer> requirePositive(String what, List<Integer> numbers) {
      if (numbers.isEmpty() || numbers.stream().anyMatch(n -> n < 1)) {
        throw new InputException(
            "illegal %s of occlusion: %s, must be 1 or more along each axis"
                .formatted(what, numbers));
      }
      return List.copyOf(numbers);
    }

    /** Windows of 15 pixels, 2 apart, filled with 0, judged by the target. */
    public static Options defaults() {
      return new Options(List.of(15), List.of(2), 0, Score.TARGET);
    }

    public Options withWindow(List<Integer> newWindow, List<Integer> newStride) {
      return new Options(newWindow, newStride, fill, score);
    }

    public Options withFill(float newFill) {
      return new Options(window, stride, newFill, score);
    }

    public Options withScore(Score newScore) {
      return new Options(window, stride, fill, newScore);
    }

    private Windows windows(int[] extents) {
      for (List<Integer> numbers : List.of(window, stride)) {
        if (numbers.size() != 1 && numbers.size() != extents.length) {
          throw new InputException(
              "window or stride %s of occlusion needs one number, or one for each of %d axes"
                  .formatted(numbers, extents.length));
        }
      }
      return new Windows(extents, window, stride);
    }
  }

  private final Options options;

  public Occlusion(Options options) {
    this.options = options;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    Pixels pixels = new Pixels(at.image());
    Windows windows = options.windows(pixels.extents());
    ToDoubleFunction<ForwardOutput> effect = effect(at.prediction(), question);
    double[] sums = new double[pixels.area()];
    int[] counts = new int[pixels.area()];
    Deque<int[]> waiting = new ArrayDeque<>();
    ForwardBatches batches = at.batches();
    batches.run(
        IntStream.range(0, windows.count())
            .mapToObj(
                i -> {
                  at.steps().step("Occlusion", i, windows.count());
                  int[] covered = windows.pixels(i);
                  waiting.add(covered);
                  return pixels.with(covered, (channel, pixel, value) -> options.fill());
                })
            .iterator(),
        output -> {
          double value = effect.applyAsDouble(output);
          for (int pixel : waiting.remove()) {
            sums[pixel] += value;
            counts[pixel]++;
          }
        });
    List<String> notes = new ArrayList<>(List.of(windows.count() + " windows"));
    batches.note().ifPresent(notes::add);
    Sign sign = options.score() == Score.TARGET ? Sign.SIGNED : Sign.UNSIGNED;
    return List.of(new Attribution("occlusion", "", pixels.map(means(sums, counts)), sign, notes));
  }

  private ToDoubleFunction<ForwardOutput> effect(Prediction clean, Question question) {
    FrozenTarget target = question.freeze(clean);
    if (options.score() == Score.TARGET) {
      double whole = target.value(question.output(clean));
      return output -> whole - target.value(output.output(target.on()));
    }
    int channel = question.target().channel(clean);
    Mask before = clean.mask(channel);
    return output -> 1 - Dice.of(before, output.prediction().mask(channel));
  }

  private static float[] means(double[] sums, int[] counts) {
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = counts[i] == 0 ? 0 : (float) (sums[i] / counts[i]);
    }
    return means;
  }
}

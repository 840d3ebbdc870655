package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * What is left of the target and of the mask while pixels are taken away, or brought back, in the
 * order of a map's importance.
 *
 * <p>At step k of n the most important {@code round(k P / n)} of P pixels are replaced by the
 * baseline (deletion: from the image to the baseline) or are all that is shown of the image
 * (insertion: from the baseline to the image). Recorded are the target's value and the Dice
 * coefficient of the class's mask with the mask of the whole image. The area under a curve is taken
 * over the share of pixels from 0 to 1 (trapezia): small is good for deletion, large for insertion.
 * Costs n + 1 forward passes per curve, in batches.
 *
 * <p>Petsiuk, Das, Saenko: RISE, BMVC 2018. Deviations: Dice as a second quantity, since the object
 * is a mask; and insertion starts from the same baseline as deletion ends at, where the paper has a
 * blurred image.
 */
public final class DeletionInsertion {
  /**
   * @param steps number of blocks of pixels, at least 1
   * @param baseline what stands for absence, of the input's shape; zeros where none is given
   * @param importance how pixels are ranked
   */
  public record Options(int steps, Optional<Tensor> baseline, Importance importance) {
    public Options {
      Objects.requireNonNull(importance, "importance");
      if (steps < 1) {
        throw new InputException(
            Text.format("illegal number of steps %d, must be at least 1", steps));
      }
    }

    /** 50 blocks, replaced by zeros, ranked by the map as it is drawn. */
    public static Options defaults() {
      return new Options(50, Optional.empty(), Importance.MAP);
    }
  }

  /** Values at the shares 0, 1/n ... 1 of the pixels. */
  public record Curve(double[] target, double[] dice) {
    /** Area under the target's value, in target units. */
    public double targetArea() {
      return area(target);
    }

    /** Area under the Dice coefficient, 0 to 1. */
    public double diceArea() {
      return area(dice);
    }

    private static double area(double[] values) {
      double sum = (values[0] + values[values.length - 1]) / 2;
      for (int i = 1; i < values.length - 1; i++) {
        sum += values[i];
      }
      return sum / (values.length - 1);
    }
  }

  private final Options options;

  public DeletionInsertion(Options options) {
    this.options = options;
  }

  /** Takes the most important pixels away first. */
  public Curve deletion(Evaluation at, Question question, Attribution map) {
    return curve(at, question, map, at.image(), baseline(at));
  }

  /** Shows the most important pixels first. */
  public Curve insertion(Evaluation at, Question question, Attribution map) {
    return curve(at, question, map, baseline(at), at.image());
  }

  private Tensor baseline(Evaluation at) {
    Tensor image = at.image();
    Tensor zeros = Tensor.filled(image.type(), 0, image.shape().dims());
    Tensor baseline = options.baseline().orElse(zeros);
    if (!baseline.shape().equals(image.shape())) {
      throw new InputException(
          Text.format(
              "the baseline has shape %s, the network's input %s",
              baseline.shape(), image.shape()));
    }
    ImagePart part = ImagePart.of(at);
    float[] values = part.put(part.cut(baseline).toFloats(), image);
    return Tensor.of(values, image.shape().dims());
  }

  private Curve curve(Evaluation at, Question question, Attribution map, Tensor from, Tensor to) {
    int channels = Math.toIntExact(at.image().shape().dim(1));
    int pixels = at.image().size() / channels;
    Mask inside = ImagePart.of(at).inside(at.image().shape());
    int[] ranking =
        Arrays.stream(options.importance().ranking(map, at.image())).filter(inside::get).toArray();
    return measured(
        at,
        question,
        options.steps(),
        k -> {
          int count = (int) Math.round((double) k * ranking.length / options.steps());
          return mix(from, to, Arrays.copyOf(ranking, count), pixels);
        });
  }

  /**
   * The target's value and the mask's Dice at images 0, 1 ... steps.
   *
   * @param image gives the k-th, an input of the network; asked for once each, in this order
   */
  static Curve measured(Evaluation at, Question question, int steps, IntFunction<Tensor> image) {
    Prediction clean = at.prediction();
    FrozenTarget target = question.freeze(clean);
    int channel = question.target().channel(clean);
    Mask mask = clean.mask(channel);
    double[] values = new double[steps + 1];
    double[] dice = new double[steps + 1];
    at.batches()
        .run(
            IntStream.rangeClosed(0, steps).mapToObj(image).iterator(),
            output -> {
              values[output.index()] = target.value(output.output(target.on()));
              dice[output.index()] = Dice.of(mask, output.prediction(clean).mask(channel));
            });
    return new Curve(values, dice);
  }

  /** The first tensor, with some of its pixels taken from the second. */
  static Tensor mix(Tensor from, Tensor to, int[] taken, int pixels) {
    float[] mixed = from.toFloats();
    float[] source = to.toFloats();
    for (int pixel : taken) {
      for (int place = pixel; place < mixed.length; place += pixels) {
        mixed[place] = source[place];
      }
    }
    return Tensor.of(mixed, from.shape().dims());
  }
}

package org.pixelwhy.attribution.perturbation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.perturbation.RiseOptions.Merge;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.ForwardBatches;
import org.pixelwhy.model.ForwardOutput;
import org.pixelwhy.model.FrozenTarget;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.target.Question;

/**
 * Randomized input sampling for explanation: random masks are laid over the image, and those that
 * leave a high score are averaged.
 *
 * <p>{@code map = sum_i score_i M_i / (N p)}, of shape {@code [1,1,H,W]}, in units of the score.
 * With {@link Merge#MEAN} the score is the question's {@code sum(W * y)}; with {@link Merge#MAX}
 * each of the target's pixels has a map of its own, whose score is y at that pixel, and the
 * greatest value is kept at each position. y are probabilities unless the options say logits. In
 * either case the network runs once for each mask.
 *
 * <p>Deviations from the paper: none for one pixel or the mean; its masks keep half of the cells,
 * the segmentation variant's default is one in ten.
 *
 * <p>Petsiuk, Das, Saenko: RISE, BMVC 2018. For segmentation: interpret-segmentation, 2019.
 */
public final class Rise implements Attributor {
  private final RiseOptions options;

  public Rise(RiseOptions options) {
    this.options = options;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    Pixels pixels = new Pixels(at.image());
    Masks masks = options.draw(pixels.extents());
    Question scored = new Question(question.target(), question.reduction(), options.score());
    FrozenTarget target = scored.freeze(at.prediction());
    ForwardBatches batches = at.batches();
    Moments moments =
        options.merge() == Merge.MEAN
            ? mean(at, pixels, masks, target)
            : new PixelMaps(at, pixels, masks, target).moments();
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d masks; the score is the %s of the target's pixels, merged by %s"
            .formatted(masks.count(), scoreName(), lower(options.merge())));
    notes.add(moments.describeError(options.keep()));
    batches.note().ifPresent(notes::add);
    Tensor map = pixels.map(moments.map(options.keep()));
    Sign sign = options.score() == OutputSpace.PROBABILITIES ? Sign.UNSIGNED : Sign.SIGNED;
    return List.of(new Attribution("rise", "", map, sign, notes));
  }

  private String scoreName() {
    return options.score() == OutputSpace.PROBABILITIES ? "probability" : "logit";
  }

  private static String lower(Merge merge) {
    return merge.name().toLowerCase(Locale.ROOT);
  }

  private static Moments mean(Evaluation at, Pixels pixels, Masks masks, FrozenTarget target) {
    Moments moments = new Moments(pixels.area());
    run(
        at,
        pixels,
        masks,
        (output, mask) -> moments.add(target.value(output.output(target.on())), mask));
    return moments;
  }

  /** Gets what the model gives for the image under a mask. */
  @FunctionalInterface
  interface MaskedOutput {
    void accept(ForwardOutput output, float[] mask);
  }

  /** Runs the model under every mask, once each; holds the masks of one batch only. */
  static void run(Evaluation at, Pixels pixels, Masks masks, MaskedOutput consumer) {
    Deque<float[]> waiting = new ArrayDeque<>();
    at.batches()
        .run(
            IntStream.range(0, masks.count())
                .mapToObj(
                    i -> {
                      at.steps().step("RISE", i, masks.count());
                      float[] mask = new float[pixels.area()];
                      masks.write(i, mask);
                      waiting.add(mask);
                      return pixels.times(mask);
                    })
                .iterator(),
            output -> consumer.accept(output, waiting.remove()));
  }
}

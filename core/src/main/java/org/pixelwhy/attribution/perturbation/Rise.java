package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.attribution.perturbation.RiseOptions.Merge;
import org.pixelwhy.attribution.perturbation.RiseOptions.Score;
import org.pixelwhy.image.io.NpyRowsWriter;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Randomized input sampling for explanation: random masks are laid over the image, and those that
 * leave a high score are averaged.
 *
 * <p>{@code map = sum_i score_i M_i / (N p)}, of shape {@code [1,1,H,W]}, in units of the score.
 * With {@link Merge#MEAN} the score is the question's {@code sum(W * y)}; with {@link Merge#MAX}
 * each of the target's pixels has a map of its own, whose score is y at that pixel, and the
 * greatest value is kept at each position. y are probabilities or logits; the mean may also judge
 * masks by the Dice coefficient or the intersection over union of the class's predicted mask with
 * that of the whole image, between 0 and 1. In either case the network runs once for each mask.
 *
 * <p>A second map, of part {@link #STANDARD_ERROR}, holds the standard error at each pixel, unless
 * there are too few masks to know it.
 *
 * <p>Deviations from the paper: none for one pixel or the mean; its masks keep half of the cells,
 * the segmentation variant's default is one in ten.
 *
 * <p>Petsiuk, Das, Saenko: RISE, BMVC 2018. For segmentation: interpret-segmentation, 2019.
 */
public final class Rise implements Attributor {
  /** The part of the answer that says how sure the map is. */
  public static final String STANDARD_ERROR = "standard error";

  private static final String UNMOVED =
      "no mask changed the score: the map shows how often each pixel was kept, not what the network"
          + " looks at";

  private final RiseOptions options;
  private final PerturbationRun run;

  public Rise(RiseOptions options) {
    this(options, PerturbationRun.PLAIN);
  }

  public Rise(RiseOptions options, PerturbationRun run) {
    this.options = options;
    this.run = run;
  }

  @Override
  public double passes(Evaluation at, Question question) {
    return options
        .given()
        .map(masks -> (double) masks.shape().dim(0))
        .orElse(1.0 * options.masks());
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    long started = System.nanoTime();
    Pixels pixels = new Pixels(at.image());
    OutputSpace on =
        question.on() == OutputSpace.ENTROPY ? question.on() : options.score().output();
    Question scored = new Question(question.target(), question.reduction(), on);
    FrozenTarget target = scored.freeze(at.prediction());
    int row = options.merge() == Merge.MEAN ? Double.BYTES : target.places().length * Float.BYTES;
    try (Masks masks = masks(pixels.extents());
        ScoreFile scores = ScoreFile.open(run, fingerprint(at, target), row, at.batches().size())) {
      Convergence convergence = new Convergence(run.untilStable());
      MaskedRun masked = new MaskedRun(at, pixels, masks, scores, options);
      Moments moments =
          options.merge() == Merge.MEAN
              ? new MeanMap(masked, alone(target), score(at, question, target), convergence)
                  .moments()
              : new PixelMaps(masked, target, convergence).moments(run.untilStable().isPresent());
      save(masks, moments.count(), pixels);
      scores.finish();
      double seconds = (System.nanoTime() - started) / 1e9;
      Course course = new Course(moments.count(), seconds, convergence.points());
      List<String> stability = convergence.notes(moments.count(), masks.count());
      List<String> passes = at.perturbations(alone(target), pixels.extents()).notes();
      return maps(
          pixels, moments, course, Stream.of(stability, passes).flatMap(List::stream).toList());
    }
  }

  private Masks masks(int[] extents) {
    return run.masks().isPresent()
        ? new MaskFile(run.masks().get(), extents)
        : options.draw(extents);
  }

  private byte[] fingerprint(Evaluation at, FrozenTarget target) {
    Fingerprint fingerprint = Fingerprint.of(at, target, "rise " + options.measured());
    options.given().ifPresent(fingerprint::and);
    run.masks().ifPresent(fingerprint::and);
    return fingerprint.bytes();
  }

  /** The target, unless the score reads whole masks. */
  private Optional<FrozenTarget> alone(FrozenTarget target) {
    return options.merge() == Merge.MAX || options.score().ofPixels()
        ? Optional.of(target)
        : Optional.empty();
  }

  /** One number for what the model gives under a mask. */
  private MeanMap.MaskScore score(Evaluation at, Question question, FrozenTarget target) {
    if (options.score().ofPixels()) {
      return output -> target.value(output.output(target.on()));
    }
    MaskChange change = MaskChange.of(at.prediction(), question);
    return options.score() == Score.DICE ? change::dice : change::iou;
  }

  private void save(Masks masks, int count, Pixels pixels) {
    if (run.saveMasks().isEmpty()) {
      return;
    }
    long[] row = new long[pixels.extents().length];
    for (int axis = 0; axis < row.length; axis++) {
      row[axis] = pixels.extents()[axis];
    }
    try (NpyRowsWriter writer = new NpyRowsWriter(run.saveMasks().get(), Shape.of(row))) {
      float[] mask = new float[pixels.area()];
      for (int i = 0; i < count; i++) {
        masks.write(i, mask);
        writer.add(mask);
      }
      writer.finish();
    }
  }

  private List<Attribution> maps(
      Pixels pixels, Moments moments, Course course, List<String> remarks) {
    float[] values = moments.map(options.keep());
    float[] error = moments.error(options.keep());
    List<String> notes = new ArrayList<>();
    notes.add(
        Text.format(
            "%d masks; the score is the %s, merged by %s",
            moments.count(), scoreName(), lower(options.merge())));
    notes.add(describe(values, error));
    notes.addAll(remarks);
    Sign sign = options.score() == Score.LOGIT ? Sign.SIGNED : Sign.UNSIGNED;
    List<Attribution> maps = new ArrayList<>();
    Extras extras = Extras.NONE.withCourse(course);
    if (!moments.scoresDiffer()) {
      extras = extras.withWarnings(List.of(UNMOVED));
    }
    maps.add(new Attribution("rise", "", pixels.map(values), sign, notes, extras));
    if (!Float.isNaN(error[0])) {
      Tensor map = pixels.map(error);
      Extras part = Extras.NONE.withPart(STANDARD_ERROR);
      maps.add(new Attribution("rise", "", map, Sign.UNSIGNED, List.of(), part));
    }
    return maps;
  }

  /** How sure the map is, in words. */
  private static String describe(float[] map, float[] error) {
    if (Float.isNaN(error[0])) {
      return "too few masks to tell the map's standard error";
    }
    double total = 0;
    double greatest = 0;
    double largest = 0;
    for (int i = 0; i < map.length; i++) {
      total += error[i];
      greatest = Math.max(greatest, error[i]);
      largest = Math.max(largest, Math.abs(map[i]));
    }
    return Text.format(
        "standard error of the map: %.3g on average, %.3g at most; its largest value is %.3g",
        total / map.length, greatest, largest);
  }

  @Override
  public boolean linear() {
    return options.merge() == Merge.MEAN && options.score().ofPixels();
  }

  private String scoreName() {
    return switch (options.score()) {
      case PROBABILITY, LOGIT -> lower(options.score()) + " of the target's pixels";
      case DICE -> "Dice coefficient with the mask of the whole image";
      case IOU -> "intersection over union with the mask of the whole image";
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.attribution.parts.Division;
import org.pixelwhy.attribution.parts.Parts;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * What the target loses without each part of the image: {@code t(x) - t(x with part i as in the
 * baseline)}, one forward pass for each part.
 *
 * <p>The map shares each part's value out among its pixels: {@code [1,1,H,W]}, or {@code [1,C,H,W]}
 * where channels are the parts. The values add up to {@code t(x) - t(baseline)} only where the
 * parts do not act together; the notes say how far they are from it.
 *
 * <p>Padding belongs to no part.
 *
 * <p>Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV 2014, for windows;
 * Captum's {@code FeatureAblation} for parts.
 */
public final class FeatureAblation implements Attributor {
  /** So many named parts are told with their values. */
  private static final int MOST_TOLD = 20;

  /**
   * Parts and baseline.
   *
   * @param division into parts
   * @param baseline what is where a part is missing
   */
  public record Options(Division division, Baseline baseline) {
    public Options {
      Objects.requireNonNull(division, "division");
      Objects.requireNonNull(baseline, "baseline");
    }

    /** The predicted classes, on zeros. */
    public static Options defaults() {
      return new Options(new Division.Classes(), Baseline.ZERO);
    }

    public Options withDivision(Division other) {
      return new Options(other, baseline);
    }

    public Options withBaseline(Baseline other) {
      return new Options(division, other);
    }
  }

  private final Options options;
  private final PerturbationRun run;

  public FeatureAblation(Options options) {
    this(options, PerturbationRun.PLAIN);
  }

  /** With passes that are kept and gone on from as this says. */
  public FeatureAblation(Options options, PerturbationRun run) {
    this.options = options;
    this.run = run;
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public boolean additive() {
    return true;
  }

  /** Superpixels and labels are counted by dividing the image, which costs no pass. */
  @Override
  public double passes(Evaluation at, Question question) {
    return 1 + options.division().of(at.image(), at.prediction()).count();
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    long started = System.nanoTime();
    Parts parts = options.division().of(at.image(), at.prediction());
    Ablation ablation = ablate(at, parts, List.of(question.freeze(at.prediction())));
    double[] losses = ablation.losses()[0];
    double change = ablation.changes()[0];
    List<String> notes = new ArrayList<>();
    notes.add(Text.format("%d %s, one pass each", parts.count(), options.division().what()));
    if (!parts.names().isEmpty() && parts.count() <= MOST_TOLD) {
      List<String> told = new ArrayList<>();
      for (int part = 0; part < parts.count(); part++) {
        told.add(Text.format("%s: %.4g", parts.names().get(part), losses[part]));
      }
      notes.add(String.join(", ", told));
    }
    double sum = Arrays.stream(losses).sum();
    notes.add(
        Text.format(
            "the parts add up to %.4g; from baseline to image the target rises by %.4g, the rest"
                + " is due to several parts together",
            sum, change));
    notes.addAll(ablation.notes());
    double seconds = (System.nanoTime() - started) / 1e9;
    Extras extras = Extras.NONE.withCourse(new Course(parts.count() + 1, seconds, List.of()));
    Tensor map = parts.spread(losses, at.image());
    return List.of(new Attribution("feature-ablation", "", map, Sign.SIGNED, notes, extras));
  }

  /**
   * What targets lose.
   *
   * @param losses of each target, without each part
   * @param changes of each target from the baseline to the image
   * @param notes how it was run, if not simply in batches
   */
  public record Ablation(double[][] losses, double[] changes, List<String> notes) {
    public Ablation {
      notes = List.copyOf(notes);
    }
  }

  /** What several targets lose without each part of the image, from the same passes. */
  public Ablation ablate(Evaluation at, Parts parts, List<FrozenTarget> targets) {
    Tensor baseline = options.baseline().of(at.image());
    Fingerprint fingerprint =
        Fingerprint.of(at, targets.get(0), "feature-ablation")
            .and(Tensor.vector(Arrays.stream(parts.of()).asLongStream().toArray()))
            .and(baseline);
    targets.forEach(target -> fingerprint.and(target.weights()));
    int row = Math.multiplyExact(targets.size(), Double.BYTES);
    int versions = parts.count() + 1;
    Optional<FrozenTarget> only =
        targets.size() == 1 ? Optional.of(targets.get(0)) : Optional.empty();
    try (ScoreFile scores = ScoreFile.open(run, fingerprint.bytes(), row, at.batches().size())) {
      int[] extents = new Pixels(at.image()).extents();
      Passes passes =
          new Passes(at, at.perturbations(only, extents), scores, "ablating parts", versions);
      // The last version is the baseline itself.
      IntFunction<Tensor> version =
          i -> parts.shown(at.image(), baseline, part -> i < parts.count() && part != i);
      passes.run(
          versions,
          version,
          (output, values) ->
              targets.forEach(
                  target -> values.putDouble(target.value(output.output(target.on())))));
      double[][] losses = new double[targets.size()][];
      double[] changes = new double[targets.size()];
      for (int k = 0; k < losses.length; k++) {
        FrozenTarget target = targets.get(k);
        double whole = target.value(at.prediction().output(target.on()));
        double[] left = passes.values(0, versions, k);
        changes[k] = whole - left[parts.count()];
        losses[k] = Arrays.stream(left).limit(parts.count()).map(value -> whole - value).toArray();
      }
      scores.finish();
      return new Ablation(losses, changes, passes.notes());
    }
  }
}

package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Shapley values of the image's parts: what each adds to the target, averaged over all orders in
 * which they may appear on the baseline.
 *
 * <p>The worth of a set of parts is {@code v(S) = t(x)} with all parts outside of S as in the
 * baseline. Exact: {@code phi_i = sum over S without i of |S|! (n-|S|-1)! / n! (v(S+i) - v(S))},
 * {@code 2^n - 1} passes. Kernel: the weighted regression of v on the parts, which gives the same
 * from all sets, and an estimate from some ({@link Coalitions}). Either adds up to {@code t(x) -
 * t(baseline)}. The map shares each part's value out among its pixels, so that it adds up to that
 * too: {@code [1,1,H,W]}, or {@code [1,C,H,W]} where channels are the parts.
 *
 * <p>Deviations: the regression keeps the sum as a constraint and has no regularisation; padding
 * belongs to no part.
 *
 * <p>Lundberg, Lee: A Unified Approach to Interpreting Model Predictions, NeurIPS 2017; Shapley: A
 * Value for n-Person Games, 1953.
 */
public final class KernelShap implements Attributor {
  /** With so few parts all sets are tried where nothing else is said. */
  private static final int FEW = 12;

  private static final int MOST_EXACT = 20;

  /** So many named parts are told with their values. */
  private static final int MOST_TOLD = 20;

  /** How shares are found. */
  public enum Estimator {
    /** Exactly up to twelve parts, else by regression. */
    AUTO,
    /** From all sets of parts. */
    EXACT,
    /** By regression on some sets, or on all where there are no more than passes. */
    KERNEL
  }

  /**
   * Parts and passes.
   *
   * @param division into parts
   * @param baseline what is where a part is missing
   * @param estimator how shares are found
   * @param passes most sets of parts that the regression sees
   * @param seed of the sets that are drawn
   */
  public record Options(
      Division division, Baseline baseline, Estimator estimator, int passes, long seed) {
    public Options {
      Objects.requireNonNull(division, "division");
      Objects.requireNonNull(baseline, "baseline");
      Objects.requireNonNull(estimator, "estimator");
      if (passes < 2) {
        throw new InputException(
            Text.format("illegal number of passes: %d, must be 2 or more", passes));
      }
    }

    /** About 50 superpixels on zeros, 2048 passes. */
    public static Options defaults() {
      return new Options(new Division.Superpixels(50), Baseline.ZERO, Estimator.AUTO, 2048, 0);
    }

    /** With other parts. */
    public Options withDivision(Division other) {
      return new Options(other, baseline, estimator, passes, seed);
    }

    /** With another baseline. */
    public Options withBaseline(Baseline other) {
      return new Options(division, other, estimator, passes, seed);
    }

    /** With another estimator, and most passes of the regression. */
    public Options withEstimator(Estimator other, int most) {
      return new Options(division, baseline, other, most, seed);
    }

    /** All that decides which sets are run, besides the parts. */
    private String drawn() {
      return estimator + " " + passes + " " + seed;
    }

    private boolean isExact(int parts) {
      return estimator == Estimator.EXACT || estimator == Estimator.AUTO && parts <= FEW;
    }
  }

  private final Options options;
  private final PerturbationRun run;

  public KernelShap(Options options) {
    this(options, PerturbationRun.PLAIN);
  }

  /** With passes that are kept and gone on from as this says. */
  public KernelShap(Options options, PerturbationRun run) {
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

  /** As many as there may be; how many parts there are is found by dividing the image. */
  @Override
  public double passes(Evaluation at, Question question) {
    return 1 + options.passes();
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    long started = System.nanoTime();
    FrozenTarget target = question.freeze(at.prediction());
    Tensor baseline = options.baseline().of(at.image());
    Parts parts = options.division().of(at.image(), at.prediction());
    List<BitSet> sets = new ArrayList<>();
    sets.add(new BitSet());
    Optional<Coalitions> drawn = sets(parts.count(), sets);
    Fingerprint fingerprint =
        Fingerprint.of(at, target, "kernel-shap " + options.drawn())
            .and(Tensor.vector(Arrays.stream(parts.of()).asLongStream().toArray()))
            .and(baseline);
    try (ScoreFile scores =
        ScoreFile.open(run, fingerprint.bytes(), Double.BYTES, at.batches().size())) {
      Pixels pixels = new Pixels(at.image());
      Passes passes =
          new Passes(
              at,
              at.perturbations(Optional.of(target), pixels.extents()),
              scores,
              "KernelSHAP",
              sets.size());
      IntFunction<Tensor> versions = i -> parts.shown(at.image(), baseline, sets.get(i)::get);
      passes.run(
          sets.size(),
          versions,
          (output, row) -> row.putDouble(target.value(output.output(target.on()))));
      double[] worth = passes.values(0, sets.size());
      double whole = target.value(question.output(at.prediction()));
      double[] shares = shares(drawn, worth, whole);
      scores.finish();
      List<String> notes = notes(parts, sets.size(), drawn, shares);
      notes.add(
          Text.format(
              "the parts add up to %.4g; from baseline to image the target rises by %.4g",
              sum(shares), whole - worth[0]));
      notes.addAll(passes.notes());
      double seconds = (System.nanoTime() - started) / 1e9;
      Course course = new Course(sets.size(), seconds, List.of());
      Tensor map = parts.spread(shares, at.image());
      return List.of(
          new Attribution(
              "kernel-shap", "", map, Sign.SIGNED, notes, Extras.NONE.withCourse(course)));
    }
  }

  /** Adds the sets that are to be run; the coalitions they are, unless they are all there are. */
  private Optional<Coalitions> sets(int parts, List<BitSet> sets) {
    if (!options.isExact(parts)) {
      Coalitions drawn = Coalitions.choose(parts, options.passes(), options.seed());
      sets.addAll(drawn.weights().keySet());
      return Optional.of(drawn);
    }
    if (parts > MOST_EXACT) {
      throw new InputException(
          Text.format(
              "exact Shapley values of %d parts need 2^%d passes; take at most %d parts, or the"
                  + " estimator 'kernel'",
              parts, parts, MOST_EXACT));
    }
    for (long set = 1; set < (1L << parts) - 1; set++) {
      sets.add(BitSet.valueOf(new long[] {set}));
    }
    return Optional.empty();
  }

  private static double[] shares(Optional<Coalitions> drawn, double[] worth, double whole) {
    if (drawn.isPresent()) {
      double[] some = Arrays.copyOfRange(worth, 1, worth.length);
      return ShapleyValues.regression(drawn.get(), some, worth[0], whole);
    }
    double[] all = Arrays.copyOf(worth, worth.length + 1);
    all[worth.length] = whole;
    return ShapleyValues.exact(all);
  }

  private List<String> notes(Parts parts, int passes, Optional<Coalitions> drawn, double[] shares) {
    List<String> notes = new ArrayList<>();
    String how = drawn.isPresent() ? "Shapley values by regression" : "exact Shapley values";
    notes.add(
        Text.format(
            "%s of %d %s, %d passes", how, parts.count(), options.division().what(), passes));
    if (!parts.names().isEmpty() && parts.count() <= MOST_TOLD) {
      List<String> told = new ArrayList<>();
      for (int part = 0; part < parts.count(); part++) {
        told.add(Text.format("%s: %.4g", parts.names().get(part), shares[part]));
      }
      notes.add(String.join(", ", told));
    }
    return notes;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}

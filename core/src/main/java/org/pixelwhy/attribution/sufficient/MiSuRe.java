package org.pixelwhy.attribution.sufficient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * The minimally sufficient region: the smallest part of the image found from which the network
 * draws the segment again.
 *
 * <p>First the target's segment grows step by step until Dice of what is predicted from it alone,
 * with a baseline x0 around it, and the segment is at least tau: the sufficient region S. Then a
 * mask m, 1 on S, is made small by Adam within S and [0,1]: {@code 1 - Dice(p(x0 + m (x - x0)), r)
 * + (area * sum(m) + variation * sum |m_i - m_j|) / |S|} with the class probabilities p and the
 * segment r. The map {@code [1,1,H,W]} is, of all masks on the way from which Dice of the predicted
 * mask is at least tau, the one of least sum; a second map, "sufficient region", is S.
 *
 * <p>Where nothing of the target is predicted as its class, no part is enough, and both are 0.
 *
 * <p>Deviations: the mask stays within S, size and variation count in shares of S, and the smallest
 * mask is chosen on the way rather than the last one, so that what is shown is sufficient.
 *
 * <p>Hasany, Mériaudeau, Petitjean: MiSuRe is all you need to explain your image segmentation,
 * 2024, arXiv:2406.12173.
 */
public final class MiSuRe implements Attributor {
  private static final String ID = "misure";

  /** From this share of a pixel on it counts as kept, where a number of pixels is told. */
  private static final double KEPT = 0.5;

  /**
   * When a region is enough, and how it is made small.
   *
   * @param baseline what is where the image is not kept
   * @param dice tau, above 0 and at most 1
   * @param growth pixels by which the segment grows at a time
   * @param steps of the mask, each a gradient
   * @param rate about how far the mask goes in one step
   * @param area weight of the mask's size
   * @param variation weight of its roughness
   */
  public record Options(
      Baseline baseline,
      double dice,
      int growth,
      int steps,
      double rate,
      double area,
      double variation) {
    private static final int MOST_GROWTH = 1 << 10;
    private static final int MOST_STEPS = 100_000;

    public Options {
      Objects.requireNonNull(baseline, "baseline");
      if (!(dice > 0 && dice <= 1)) {
        throw new InputException("illegal Dice: " + dice + ", must be above 0 and at most 1");
      }
      requireWhole("growth", growth, 1, MOST_GROWTH);
      requireWhole("number of steps", steps, 0, MOST_STEPS);
      if (!(rate > 0 && rate <= 1)) {
        throw new InputException("illegal rate: " + rate + ", must be above 0 and at most 1");
      }
      requireWeight("area", area);
      requireWeight("variation", variation);
    }

    private static void requireWhole(String what, int value, int least, int most) {
      if (value < least || value > most) {
        throw new InputException(
            Text.format("illegal %s: %d, must be between %d and %d", what, value, least, most));
      }
    }

    private static void requireWeight(String what, double value) {
      if (!(value >= 0 && Double.isFinite(value))) {
        throw new InputException(
            Text.format("illegal weight of the %s: %s, must be 0 or more", what, value));
      }
    }

    /** Zeros around, Dice of 0.9, by 4 pixels at a time, 100 steps. */
    public static Options defaults() {
      return new Options(Baseline.ZERO, 0.9, 4, 100, 0.05, 0.2, 0.05);
    }

    public Options withBaseline(Baseline other) {
      return new Options(other, dice, growth, steps, rate, area, variation);
    }

    /** With another Dice that is enough, and another growth. */
    public Options withRegion(double newDice, int newGrowth) {
      return new Options(baseline, newDice, newGrowth, steps, rate, area, variation);
    }

    public Options withSteps(int newSteps, double newRate) {
      return new Options(baseline, dice, growth, newSteps, newRate, area, variation);
    }

    public Options withWeights(double newArea, double newVariation) {
      return new Options(baseline, dice, growth, steps, rate, newArea, newVariation);
    }
  }

  private final Options options;

  public MiSuRe(Options options) {
    this.options = options;
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(GradientRequest.plain(OutputSpace.PROBABILITIES, at.model().input()));
  }

  /** A gradient for each step; how far the region has to grow is not known before. */
  @Override
  public double passes(Evaluation at, Question question) {
    return 1 + options.steps() * GRADIENT;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    long started = System.nanoTime();
    Prediction clean = at.prediction();
    SegmentMatch match = SegmentMatch.of(question.target().resolve(clean), clean);
    KeptPart kept = new KeptPart(at.image(), options.baseline().of(at.image()));
    Optional<SufficientRegion> found =
        SufficientRegion.grow(at, match, kept, options.growth(), options.dice());
    if (found.isEmpty()) {
      return nothing(at, match, clean);
    }
    SufficientRegion region = found.get();
    MinimalMask smallest = shrink(at, match, kept, region);
    double seconds = (System.nanoTime() - started) / 1e9;
    int passes = region.passes() + options.steps();
    Extras extras = Extras.NONE.withCourse(new Course(passes, seconds, List.of()));
    return List.of(
        map(at, floats(smallest.shares()), notes(region, smallest), extras),
        map(at, floats(ones(region.pixels())), List.of(), part()));
  }

  private MinimalMask shrink(
      Evaluation at, SegmentMatch match, KeptPart kept, SufficientRegion region) {
    GradientRequest request = requests(at, OutputSpace.PROBABILITIES).get(0);
    Mask inside = at.geometry().inside(kept.extents());
    int[] pixels = region.pixels().indices();
    double[] mask = ones(region.pixels());
    MinimalMask smallest = new MinimalMask(mask.clone(), region.pixels().count(), region.dice());
    MaskPenalty penalty =
        new MaskPenalty(kept.extents(), pixels, options.area(), options.variation());
    Descent descent = new Descent(options.rate(), mask.length);
    for (int step = 0; step <= options.steps(); step++) {
      at.steps().step("MiSuRe: making the mask small", step, options.steps());
      try (Evaluation part = at.elsewhere(kept.under(padded(mask, inside)))) {
        if (step < options.steps()) {
          part.expect(List.of(request));
        }
        Prediction changed = part.prediction();
        smallest = smallest.or(mask, match.dice(changed), options.dice());
        if (step == options.steps()) {
          break;
        }
        Tensor seed = match.loss(changed.probabilities()).gradient();
        double[] gradient = kept.gradient(part.gradients(request, seed).get(at.model().input()));
        penalty.addGradient(mask, gradient);
        descent.step(mask, gradient, pixels);
      }
      double[] shown = smallest.shares();
      at.steps().soFar(() -> new MapSoFar("", tensor(at, floats(shown)), false));
    }
    return smallest;
  }

  /**
   * The smallest mask that is enough.
   *
   * @param shares of the pixels, 0 to 1
   * @param sum of them
   * @param dice of what is predicted from it alone
   */
  private record MinimalMask(double[] shares, double sum, double dice) {
    MinimalMask or(double[] mask, double itsDice, double least) {
      double itsSum = Arrays.stream(mask).sum();
      return itsDice >= least && itsSum < sum
          ? new MinimalMask(mask.clone(), itsSum, itsDice)
          : this;
    }
  }

  /** Nothing of what is asked about is predicted. */
  private static List<Attribution> nothing(Evaluation at, SegmentMatch match, Prediction clean) {
    String why =
        Text.format(
            "nothing of the target is predicted as class %s, so no part of the image is enough for"
                + " it; ask about a segment that is predicted",
            clean.describe(match.channel()));
    float[] zeros = new float[at.geometry().inside(extents(at)).size()];
    return List.of(
        map(at, zeros, List.of(), Extras.NONE.withWarnings(List.of(why))),
        map(at, zeros, List.of(), part()));
  }

  private List<String> notes(SufficientRegion region, MinimalMask smallest) {
    List<String> notes = new ArrayList<>();
    notes.add(
        Text.format(
            "enough with Dice %.3f: the segment and %d pixels around it, %d pixels in all",
            region.dice(), region.radius(), region.pixels().count()));
    long most = Arrays.stream(smallest.shares()).filter(share -> share >= KEPT).count();
    notes.add(
        Text.format(
            "the smallest mask keeps %.1f %% of these, with Dice %.3f; %d pixels are kept by half"
                + " or more",
            100 * smallest.sum() / region.pixels().count(), smallest.dice(), most));
    return notes;
  }

  private static Extras part() {
    return Extras.NONE.withPart("sufficient region");
  }

  private static Attribution map(Evaluation at, float[] map, List<String> notes, Extras extras) {
    return new Attribution(ID, "", tensor(at, map), Sign.UNSIGNED, notes, extras);
  }

  private static Tensor tensor(Evaluation at, float[] map) {
    return Tensor.of(map, at.image().shape().with(1, 1).dims());
  }

  private static int[] extents(Evaluation at) {
    return Arrays.stream(at.image().shape().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }

  private static double[] ones(Mask mask) {
    double[] ones = new double[mask.size()];
    Arrays.setAll(ones, i -> mask.get(i) ? 1 : 0);
    return ones;
  }

  /** Padding stays as it is. */
  private static double[] padded(double[] mask, Mask inside) {
    double[] all = mask.clone();
    Arrays.setAll(all, i -> inside.get(i) ? mask[i] : 1);
    return all;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}

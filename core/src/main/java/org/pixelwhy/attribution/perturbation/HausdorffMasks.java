package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.attribution.InapplicableException;
import org.pixelwhy.attribution.perturbation.CircleDistances.Comparison;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.model.run.Perturbations;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Hausdorff Distance Masks: a circle is laid over one place of the image after the other, and the
 * map shows how far the predicted mask then is from the reference.
 *
 * <p>The distance of masks A and B is {@code max(max over a of d(a,B), max over b of d(b,A))} over
 * all their pixels, in pixels of the output, or another {@link MaskDistance}. A map {@code
 * [1,1,H,W]} shows the circles, painted from small to large value; there is one for each {@link
 * Comparison} of the options, and its name is the map's part. The masks are those of the target's
 * class. Two empty masks have distance 0; with one empty mask the distance is undefined, painted as
 * the output's diagonal, and these circles are marked {@link #NO_SEGMENT}.
 *
 * <p>Deviations: the original implementation hands whole rows of the output to its distance as if
 * they were points, which is no distance between sets of pixels; it draws circles one pixel wider
 * than asked for; and it cuts the whole image off at 1 ({@link MaskApplication#minimum}).
 *
 * <p>interpret-segmentation, 2019: Hausdorff Distance Masks.
 */
public final class HausdorffMasks implements Attributor {
  /** The label of circles under which no segment was left to compare. */
  public static final String NO_SEGMENT = "no segment";

  private final HausdorffOptions options;
  private final PerturbationRun run;

  public HausdorffMasks(HausdorffOptions options) {
    this(options, PerturbationRun.PLAIN);
  }

  public HausdorffMasks(HausdorffOptions options, PerturbationRun run) {
    this.options = options;
    this.run = run;
  }

  @Override
  public double passes(Evaluation at, Question question) {
    return grid(at).count();
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    long started = System.nanoTime();
    Convergence convergence = new Convergence(run.untilStable());
    CircleDistances distances = measure(at, question, convergence);
    int passes = (int) Arrays.stream(distances.distances()).filter(d -> !Double.isNaN(d)).count();
    double seconds = (System.nanoTime() - started) / 1e9;
    Extras extras = Extras.NONE.withCourse(new Course(passes, seconds, convergence.points()));
    CircleGrid grid = grid(at);
    if (distances.undefined() > 0) {
      extras =
          extras.withMarked(new Attribution.Marked(NO_SEGMENT, grid.under(distances::isUndefined)));
    }
    List<String> notes = new ArrayList<>(notes(distances, passes));
    notes.addAll(convergence.notes(passes, grid.count()));
    notes.addAll(perturbations(at, grid).notes());
    List<Attribution> maps = new ArrayList<>();
    for (Comparison comparison : options.maps()) {
      float[] map = paint(grid, distances, comparison);
      Extras own = extras.withPart(comparison.name().toLowerCase(Locale.ROOT));
      maps.add(
          new Attribution(
              "hausdorff-masks", "", new Pixels(at.image()).map(map), Sign.UNSIGNED, notes, own));
      // What was done is told once.
      notes = List.of();
      extras = new Extras("", Optional.empty(), extras.marked(), List.of(), Optional.empty());
    }
    return maps;
  }

  private static float[] paint(CircleGrid grid, CircleDistances distances, Comparison comparison) {
    return grid.paint(distances.values(comparison), distances.neutral(comparison));
  }

  private List<String> notes(CircleDistances distances, int passes) {
    List<String> notes = new ArrayList<>();
    notes.add(
        Text.format(
            "%d circles; without a circle the distance to the reference is %s",
            passes, Math.round(distances.baseline() * 100) / 100.0));
    if (distances.undefined() > 0) {
      notes.add(
          Text.format(
              "at %d positions no segment is left to compare; painted as %.4g, and marked",
              distances.undefined(), distances.greatest()));
    }
    return notes;
  }

  /** The distances themselves, one for each position of the circle. */
  public CircleDistances distances(Evaluation at, Question question) {
    return measure(at, question, new Convergence(run.untilStable()));
  }

  private CircleDistances measure(Evaluation at, Question question, Convergence convergence) {
    Prediction clean = at.prediction();
    int channel = question.target().channel(clean);
    FrozenTarget target = question.freeze(clean);
    Mask reference = options.reference().orElseGet(() -> clean.mask(channel));
    requireExtents(reference, clean);
    CircleGrid grid = grid(at);
    MaskDistance.From from = options.distance().from(reference);
    double baseline = finite(from.to(clean.mask(channel)));
    double greatest = options.distance().greatest(at.geometry().insideExtents(clean.extents()));
    double[] distances = new double[grid.count()];
    Arrays.fill(distances, Double.NaN);
    Lattice order = Lattice.of(new int[] {grid.rows(), grid.columns()}, levels());
    Circled circled = new Circled(at.image(), grid, options);
    byte[] fingerprint =
        Fingerprint.of(at, target, "hausdorff masks " + options.measured())
            .and(options.stamp())
            .and(reference)
            .bytes();
    try (ScoreFile scores = ScoreFile.open(run, fingerprint, Double.BYTES, at.batches().size())) {
      Passes passes =
          new Passes(at, perturbations(at, grid), scores, "Hausdorff Distance Masks", grid.count());
      CircleDistances found =
          new CircleDistances(grid.rows(), grid.columns(), distances, baseline, greatest);
      int done = 0;
      Passes.Filling filling = filling(at, found, order.places());
      for (int end : order.ends()) {
        passes.fill(
            done,
            end,
            i -> circled.image(order.places()[i]),
            output -> finite(from.to(output.prediction(clean).mask(channel))),
            filling);
        done = end;
        if (run.untilStable().isPresent()) {
          convergence.lookCloser(done, paint(grid, found, Comparison.RAW));
        }
        if (convergence.stable()) {
          break;
        }
      }
      scores.finish();
      return found;
    }
  }

  private Passes.Filling filling(Evaluation at, CircleDistances distances, int[] places) {
    CircleGrid grid = grid(at);
    Pixels pixels = new Pixels(at.image());
    return new Passes.Filling() {
      @Override
      public void found(int pass, double value) {
        distances.distances()[places[pass]] = value;
      }

      @Override
      public MapSoFar map() {
        return new MapSoFar("", pixels.map(paint(grid, distances, options.maps().get(0))), false);
      }
    };
  }

  private Perturbations perturbations(Evaluation at, CircleGrid grid) {
    int[] extents = {
      Math.min(grid.height(), options.stamp().height()),
      Math.min(grid.width(), options.stamp().width())
    };
    return at.perturbations(Optional.empty(), extents);
  }

  private static double finite(OptionalDouble distance) {
    return distance.orElse(Double.POSITIVE_INFINITY);
  }

  private int levels() {
    int extent = Math.min(options.stamp().height(), options.stamp().width());
    return run.untilStable().isPresent() ? Lattice.levels(extent, options.offset()) : 0;
  }

  private static void requireExtents(Mask reference, Prediction clean) {
    if (!Arrays.equals(reference.extents(), clean.extents())) {
      throw new InputException(
          Text.format(
              "the reference mask has extents %s, the network's output %s; give a mask of that"
                  + " size",
              Arrays.toString(reference.extents()), Arrays.toString(clean.extents())));
    }
  }

  private CircleGrid grid(Evaluation at) {
    int[] extents = new Pixels(at.image()).extents();
    if (extents.length != 2) {
      throw new InapplicableException(
          "Hausdorff Distance Masks explain pictures, not volumes; use 'occlusion'");
    }
    return new CircleGrid(extents[0], extents[1], options.offset(), options.stamp());
  }
}

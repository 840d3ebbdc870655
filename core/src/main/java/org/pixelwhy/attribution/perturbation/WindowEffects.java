package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.pixelwhy.model.run.ForwardOutput;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** What covering windows does, by position; not a number where none was covered. */
final class WindowEffects {
  private final Pixels pixels;
  private final Windows windows;
  private final float fill;
  private final Passes passes;
  private final ToDoubleFunction<ForwardOutput> effect;
  private final boolean signed;
  private final double[] effects;
  private int done;

  WindowEffects(Pixels pixels, Windows windows, float fill, Passes passes, Effect effect) {
    this.pixels = pixels;
    this.windows = windows;
    this.fill = fill;
    this.passes = passes;
    this.effect = effect.of();
    this.signed = effect.signed();
    this.effects = new double[windows.count()];
    Arrays.fill(effects, Double.NaN);
  }

  /**
   * What a window does to the output.
   *
   * @param signed whether it may be for the better
   */
  record Effect(ToDoubleFunction<ForwardOutput> of, boolean signed) {}

  /** Number of passes so far. */
  int passes() {
    return done;
  }

  private Tensor covered(int[] window) {
    float[] values = new float[window.length];
    Arrays.fill(values, fill);
    return pixels.replaced(window, channel -> values);
  }

  /** Covers windows level by level, until all are covered or the map is stable. */
  void level(int levels, Convergence convergence) {
    Lattice order = Lattice.of(windows.steps(), levels);
    for (int end : order.ends()) {
      int first = done;
      fill(first, end, Arrays.copyOfRange(order.places(), first, end));
      if (levels > 0) {
        convergence.lookCloser(end, map());
      }
      if (convergence.stable()) {
        return;
      }
    }
  }

  private double[] run(int from, int until, IntFunction<Tensor> versions) {
    passes.run(until, versions, (output, row) -> row.putDouble(effect.applyAsDouble(output)));
    done = until;
    return passes.values(from, until);
  }

  /**
   * Covers windows while others may look at the map so far.
   *
   * @param places the windows' positions, in the order of the passes from the first one on
   */
  private void fill(int first, int until, int[] places) {
    passes.fill(
        first,
        until,
        i -> covered(windows.pixels(places[i - first])),
        effect,
        new Passes.Filling() {
          @Override
          public void found(int pass, double value) {
            effects[places[pass - first]] = value;
          }

          @Override
          public MapSoFar map() {
            return new MapSoFar("", pixels.map(WindowEffects.this.map()), signed);
          }
        });
    done = until;
  }

  /**
   * Covers blocks of windows, and then the windows of those blocks that have an effect.
   *
   * @param side windows of a block along each axis
   * @param threshold the effect that is none, as a share of the largest
   * @return what to say of it
   */
  List<String> coarseToFine(int side, double threshold) {
    Windows.Blocks blocks = windows.blocks(side);
    int coarse = blocks.first().length;
    double[] found = run(0, coarse, i -> covered(windows.pixels(blocks.first()[i], side)));
    double largest = Arrays.stream(found).map(Math::abs).max().orElse(0);
    int[] close =
        IntStream.range(0, windows.count())
            .filter(position -> Math.abs(found[blocks.of()[position]]) > threshold * largest)
            .toArray();
    Arrays.fill(effects, 0);
    fill(coarse, coarse + close.length, close);
    int saved = windows.count() - done;
    return List.of(
        Text.format(
            "%d of %d windows, and %d blocks of %d along each axis: %s",
            close.length,
            windows.count(),
            coarse,
            side,
            saved >= 0 ? saved + " passes saved" : -saved + " passes more than without blocks"),
        Text.format(
            "coarse to fine is not exact: windows of a block whose effect is %s count as without effect",
            threshold == 0 ? "0" : Text.format("at most %.3g", threshold * largest)));
  }

  /** At each pixel the mean effect of the windows that were covered there, or 0. */
  float[] map() {
    double[] sums = new double[pixels.area()];
    int[] counts = new int[pixels.area()];
    for (int position = 0; position < effects.length; position++) {
      if (!Double.isNaN(effects[position])) {
        for (int pixel : windows.pixels(position)) {
          sums[pixel] += effects[position];
          counts[pixel]++;
        }
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = counts[i] == 0 ? 0 : (float) (sums[i] / counts[i]);
    }
    return means;
  }
}

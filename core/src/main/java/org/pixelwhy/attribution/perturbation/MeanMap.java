package org.pixelwhy.attribution.perturbation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.pixelwhy.model.run.ForwardOutput;
import org.pixelwhy.model.run.FrozenTarget;

/** The RISE map of masks with one score each; holds the masks of one batch only. */
final class MeanMap {
  private final MaskedRun run;
  private final MaskScore score;
  private final Convergence convergence;
  private final Passes passes;
  private final Moments moments;

  /** One number for what the model gives under a mask. */
  @FunctionalInterface
  interface MaskScore {
    double of(ForwardOutput output);
  }

  /**
   * @param target what alone the score reads, if it is that
   */
  MeanMap(MaskedRun run, Optional<FrozenTarget> target, MaskScore score, Convergence convergence) {
    this.run = run;
    this.score = score;
    this.convergence = convergence;
    this.passes = run.passes(target);
    this.moments = run.moments();
  }

  /** The map, and how sure it is. */
  Moments moments() {
    int total = run.masks().count();
    while (moments.count() < total && !convergence.stable()) {
      int until = Convergence.next(moments.count(), total);
      repeat(Math.min(until, run.scores().rows()));
      add(until);
      run.look(convergence, moments);
    }
    return moments;
  }

  /** Adds masks whose scores an earlier run left. */
  private void repeat(int until) {
    int first = moments.count();
    if (first >= until) {
      return;
    }
    double[] scores = passes.values(first, until);
    float[] mask = new float[run.pixels().area()];
    for (int i = first; i < until; i++) {
      run.masks().write(i, mask);
      moments.add(scores[i - first], mask);
    }
  }

  private void add(int until) {
    Deque<float[]> waiting = new ArrayDeque<>();
    Deque<float[]> free = new ArrayDeque<>();
    passes.run(
        until,
        i -> {
          float[] mask = free.isEmpty() ? new float[run.pixels().area()] : free.remove();
          run.masks().write(i, mask);
          waiting.add(mask);
          return run.pixels().times(mask);
        },
        (output, row) -> {
          double value = score.of(output);
          row.putDouble(value);
          moments.add(value, waiting.peek());
          free.add(waiting.remove());
          run.offer(moments);
        });
  }
}

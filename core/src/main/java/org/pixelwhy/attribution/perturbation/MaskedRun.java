package org.pixelwhy.attribution.perturbation;

import java.util.Optional;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.model.run.MapSoFar;

/**
 * What RISE works with.
 *
 * @param at the image
 * @param pixels its values
 * @param masks that are laid over it
 * @param scores what the model said under each mask so far
 * @param options how masks are sampled and judged
 */
record MaskedRun(Evaluation at, Pixels pixels, Masks masks, ScoreFile scores, RiseOptions options) {
  /**
   * @param target what alone is measured, if it is that
   */
  Passes passes(Optional<FrozenTarget> target) {
    return new Passes(
        at, at.perturbations(target, pixels.extents()), scores, "RISE", masks.count());
  }

  Moments moments() {
    return new Moments(pixels.area(), options.sampling().group());
  }

  /** Offers the map as it is to whoever watches. */
  void offer(Moments moments) {
    at.steps()
        .soFar(
            () ->
                new MapSoFar(
                    "",
                    pixels.map(moments.map(options.keep())),
                    options.score() == RiseOptions.Score.LOGIT));
  }

  /** Looks at the map as it is. */
  void look(Convergence convergence, Moments moments) {
    convergence.look(moments.count(), moments.map(options.keep()), moments.error(options.keep()));
  }
}

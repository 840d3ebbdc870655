package org.pixelwhy.attribution.perturbation;

import org.pixelwhy.model.Evaluation;

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
  Passes passes() {
    return new Passes(at, scores, "RISE", masks.count());
  }

  Moments moments() {
    return new Moments(pixels.area(), options.sampling().group());
  }

  /** Looks at the map as it is. */
  void look(Convergence convergence, Moments moments) {
    convergence.look(moments.count(), moments.map(options.keep()), moments.error(options.keep()));
  }
}

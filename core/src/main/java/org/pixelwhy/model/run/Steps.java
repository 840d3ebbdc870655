package org.pixelwhy.model.run;

import java.util.function.Supplier;

/** Hears of the steps of long work on one image, and may stop it. */
@FunctionalInterface
public interface Steps {
  /** Hears nothing. */
  Steps SILENT = (what, done, total) -> {};

  /**
   * Called before each step.
   *
   * @param what the work, in a few words
   * @param done steps that are finished
   * @param total all steps
   * @throws java.util.concurrent.CancellationException to stop the work
   */
  void step(String what, int done, int total);

  /**
   * Offered by methods that run the network over and over, after each of their steps. It is made
   * when it is asked for, so that it costs nothing where nobody looks; what comes of the work is
   * the same either way.
   *
   * @param map the map as it would be if the work ended now; good until this returns
   */
  default void soFar(Supplier<MapSoFar> map) {}
}

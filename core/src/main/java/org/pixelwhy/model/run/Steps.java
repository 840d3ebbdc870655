package org.pixelwhy.model.run;

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
}

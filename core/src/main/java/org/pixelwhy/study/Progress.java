package org.pixelwhy.study;

/** Hears how far long work has come, and may stop it. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress SILENT = (what, done, total) -> {};

  /**
   * Called between steps of the work.
   *
   * @param what the step that begins, in a few words
   * @param done steps that are finished
   * @param total all steps
   * @throws java.util.concurrent.CancellationException to stop the work
   */
  void step(String what, int done, int total);
}

package org.pixelwhy.server.network;

/** Hears of the steps of a question that is being answered, and may stop it. */
public interface Listener {
  /** Hears nothing. */
  Listener SILENT = (what, done, total) -> {};

  /**
   * Called now and then.
   *
   * @param what the work, in a few words
   * @param done steps that are finished
   * @param total all steps
   * @throws java.util.concurrent.CancellationException to stop the work
   */
  void step(String what, int done, int total);

  /** Whether somebody looks at the map while it comes about; asked often, and answered at once. */
  default boolean watches() {
    return false;
  }

  /** The map so far, a few times a second at most; only while somebody watches. */
  default void soFar(Unfinished map) {}
}

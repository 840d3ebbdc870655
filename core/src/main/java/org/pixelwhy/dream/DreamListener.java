package org.pixelwhy.dream;

/** Hears of every step of a dream, and may stop it. */
public interface DreamListener {
  /** Wants to know nothing. */
  DreamListener SILENT = frame -> new double[0];

  /**
   * Called for every dream at every step.
   *
   * @return numbers that must not change any more before the dream is at its end, always as many;
   *     NaN where one is undefined
   * @throws java.util.concurrent.CancellationException to stop all dreams
   */
  double[] frame(DreamFrame frame);

  /**
   * Called when a step of all dreams is done and {@link Dream#state} may be kept.
   *
   * @param step that comes next
   */
  default void stepped(int step) {}
}

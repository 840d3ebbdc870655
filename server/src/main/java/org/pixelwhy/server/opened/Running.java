package org.pixelwhy.server.opened;

import java.util.concurrent.CancellationException;
import org.pixelwhy.model.run.Steps;

/** A question that is being answered, or waits for its turn: how far it is, and a way to stop. */
public final class Running implements Steps {
  private volatile boolean stopped;
  private volatile Progress progress = new Progress("waiting", 0, 1);

  /**
   * How far it is.
   *
   * @param what is being done
   * @param done steps of the total
   * @param total steps
   */
  public record Progress(String what, int done, int total) {}

  /** How far it is. */
  public Progress progress() {
    return progress;
  }

  /** Stops it at its next step. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void step(String what, int done, int total) {
    if (stopped) {
      throw new CancellationException("the question was stopped");
    }
    progress = new Progress(what, done, total);
  }
}

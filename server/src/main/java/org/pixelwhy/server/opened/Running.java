package org.pixelwhy.server.opened;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.pixelwhy.server.network.Listener;
import org.pixelwhy.server.network.Unfinished;

/** A question that is being answered, or waits for its turn: how far it is, and a way to stop. */
public final class Running implements Listener {
  private static final double NANOS = 1e9;

  /** Whoever asked for the map so far is taken to ask again within this time. */
  private static final long WATCHED_NANOS = 5_000_000_000L;

  private volatile boolean stopped;
  private volatile Progress progress = new Progress("waiting", 0, 1, OptionalDouble.empty());

  private volatile Optional<Unfinished> unfinished = Optional.empty();
  private volatile long watched = System.nanoTime() - WATCHED_NANOS;

  /** When what is being done began; used by who does it only. */
  private long since = System.nanoTime();

  /**
   * How far it is.
   *
   * @param what is being done
   * @param done steps of the total
   * @param total steps
   * @param secondsLeft of these steps, if they go on as fast as they did
   */
  public record Progress(String what, int done, int total, OptionalDouble secondsLeft) {}

  /** How far it is. */
  public Progress progress() {
    return progress;
  }

  /** Stops it at its next step. */
  public void stop() {
    stopped = true;
  }

  /** The map so far, if there is one yet; from now on it is kept up to date for some time. */
  public Optional<Unfinished> unfinished() {
    watched = System.nanoTime();
    return unfinished;
  }

  @Override
  public boolean watches() {
    return System.nanoTime() - watched < WATCHED_NANOS;
  }

  @Override
  public void soFar(Unfinished map) {
    unfinished = Optional.of(map);
  }

  @Override
  public void step(String what, int done, int total) {
    if (stopped) {
      throw new CancellationException("the question was stopped");
    }
    Progress before = progress;
    if (!what.equals(before.what()) || done < before.done()) {
      since = System.nanoTime();
    }
    double each = done == 0 ? 0 : (System.nanoTime() - since) / NANOS / done;
    OptionalDouble left =
        done == 0 ? OptionalDouble.empty() : OptionalDouble.of(each * (total - done));
    progress = new Progress(what, done, total, left);
  }
}

package org.pixelwhy.server.opened;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.tensor.InputException;

/** Questions that are being answered or wait, by the tickets that clients gave them. */
public final class Turns {
  private static final int MOST = 16;

  private final Semaphore places = new Semaphore(MOST);
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  /**
   * Answers a question while others may see how far it is, and stop it.
   *
   * @param ticket what the client calls the question, if it wants to know
   * @throws TooMuchException if too many wait already
   */
  public <T> T answer(Optional<String> ticket, Function<Running, T> work) {
    if (!places.tryAcquire()) {
      throw new TooMuchException(MOST + " questions wait already; ask again later");
    }
    Running own = new Running();
    try {
      if (ticket.isPresent() && running.putIfAbsent(ticket.get(), own) != null) {
        throw new InputException("ticket: a question with this ticket is being answered");
      }
      return work.apply(own);
    } finally {
      ticket.ifPresent(name -> running.remove(name, own));
      places.release();
    }
  }

  /**
   * A question that is being answered.
   *
   * @throws NotThereException if there is none with this ticket
   */
  public Running get(String ticket) {
    Running found = running.get(ticket);
    if (found == null) {
      throw new NotThereException("no question with this ticket is being answered");
    }
    return found;
  }

  /** Stops all, so that the models can be closed. */
  void stop() {
    running.values().forEach(Running::stop);
  }
}

package org.pixelwhy.server.opened;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.InputException;

/** Questions that are being answered or wait, by the tickets that clients gave them. */
public final class Turns {
  /** So many of one person. */
  private static final int MOST = 16;

  /** And so many of all together. */
  private static final int MOST_OF_ALL = 64;

  private final Semaphore places = new Semaphore(MOST_OF_ALL);
  private final Map<Person, Integer> asking = new HashMap<>();
  private final Map<Ticket, Running> running = new ConcurrentHashMap<>();

  /** What somebody called a question: others may call theirs the same. */
  private record Ticket(Person person, String name) {}

  /**
   * Answers a question while others may see how far it is, and stop it.
   *
   * @param ticket what the client calls the question, if it wants to know
   * @throws TooMuchException if too many wait already
   */
  public <T> T answer(Person person, Optional<String> ticket, Function<Running, T> work) {
    enter(person);
    Running own = new Running();
    Optional<Ticket> called = ticket.map(name -> new Ticket(person, name));
    try {
      if (called.isPresent() && running.putIfAbsent(called.get(), own) != null) {
        throw new InputException("ticket: a question with this ticket is being answered");
      }
      return work.apply(own);
    } finally {
      called.ifPresent(name -> running.remove(name, own));
      leave(person);
    }
  }

  private synchronized void enter(Person person) {
    if (asking.getOrDefault(person, 0) >= MOST || !places.tryAcquire()) {
      throw new TooMuchException(
          asking.getOrDefault(person, 0) + " questions wait already; ask again later");
    }
    asking.merge(person, 1, Integer::sum);
  }

  private synchronized void leave(Person person) {
    asking.merge(person, -1, (before, less) -> before + less == 0 ? null : before + less);
    places.release();
  }

  /**
   * A question of somebody that is being answered.
   *
   * @throws NotThereException if there is none with this ticket
   */
  public Running get(Person person, String ticket) {
    Running found = running.get(new Ticket(person, ticket));
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

package org.pixelwhy.server.opened;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.pixelwhy.server.store.Person;

/**
 * Lets in a few at a time. Of those who wait the next is of the person who has fewest inside, and
 * of such persons of the one whose turn is longest ago: who asks much waits behind their own
 * questions, not others behind them. Safe to use from several threads.
 */
final class FairGate {
  private static final long LOOK_MILLIS = 100;

  private final int places;
  private final Map<Person, Integer> inside = new HashMap<>();

  /** The one whose turn is longest ago comes first. */
  private final Map<Person, Deque<Waiting>> waiting = new LinkedHashMap<>();

  private int taken;

  FairGate(int places) {
    this.places = places;
  }

  private static final class Waiting {
    private boolean admitted;
  }

  /**
   * Waits for a place.
   *
   * @param look is called now and then meanwhile; what it throws ends the waiting
   * @throws CancellationException if the thread is interrupted
   */
  synchronized void enter(Person person, Runnable look) {
    if (taken < places && waiting.isEmpty()) {
      take(person);
      return;
    }
    Waiting own = new Waiting();
    waiting.computeIfAbsent(person, key -> new ArrayDeque<>()).add(own);
    boolean entered = false;
    try {
      while (!own.admitted) {
        look.run();
        wait(LOOK_MILLIS);
      }
      entered = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the server is closing");
    } finally {
      if (!entered) {
        giveUp(person, own);
      }
    }
  }

  private void giveUp(Person person, Waiting own) {
    if (own.admitted) {
      leave(person);
      return;
    }
    waiting.computeIfPresent(
        person,
        (key, all) -> {
          all.remove(own);
          return all.isEmpty() ? null : all;
        });
  }

  private void take(Person person) {
    taken++;
    inside.merge(person, 1, Integer::sum);
  }

  /** Gives a place back. */
  synchronized void leave(Person person) {
    taken--;
    inside.merge(person, -1, (before, less) -> before + less == 0 ? null : before + less);
    while (taken < places && !waiting.isEmpty()) {
      admit();
    }
    notifyAll();
  }

  private void admit() {
    Person next =
        waiting.keySet().stream()
            .min(Comparator.comparingInt(person -> inside.getOrDefault(person, 0)))
            .orElseThrow();
    Deque<Waiting> all = waiting.remove(next);
    all.remove().admitted = true;
    take(next);
    if (!all.isEmpty()) {
      waiting.put(next, all);
    }
  }

  /** How many wait. */
  synchronized int waiting() {
    return waiting.values().stream().mapToInt(Deque::size).sum();
  }
}

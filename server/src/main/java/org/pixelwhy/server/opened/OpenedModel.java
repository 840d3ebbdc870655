package org.pixelwhy.server.opened;

import java.util.Optional;
import java.util.function.Supplier;
import org.pixelwhy.server.network.Network;
import org.pixelwhy.server.network.NetworkFacts;
import org.pixelwhy.server.store.Owned;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.study.request.ModelSource;

/** A model that is open. */
public final class OpenedModel {
  /** One is computed, and the next one is there when that is done. */
  private static final int QUICK_AT_ONCE = 2;

  private final FairGate gate = new FairGate(QUICK_AT_ONCE);
  private final String id;
  private final Opening opening;
  private final Network network;
  private int users;
  private boolean retired;
  private long used = System.nanoTime();

  OpenedModel(String id, Opening opening, Network network) {
    this.id = id;
    this.opening = opening;
    this.network = network;
  }

  /**
   * What is opened.
   *
   * @param owned whose it is
   * @param title what people call it
   * @param source where it is read from
   * @param card what is stated about it, as a file of the store
   * @param stay how long it stays open
   */
  record Opening(Owned owned, String title, ModelSource source, Optional<String> card, Stay stay) {}

  /** How long a model stays open. */
  enum Stay {
    /** Until it is closed: it could not be opened again. */
    ALWAYS,
    /**
     * Until others need its room while nobody uses it; it is opened again when it is asked next.
     */
    WHILE_USED,
    /** The same, and it is closed for its owner: others look at it with what its owner shares. */
    LENT
  }

  /** Begins to use it. Not where it was retired meanwhile. */
  synchronized boolean enter() {
    if (retired) {
      return false;
    }
    users++;
    used = System.nanoTime();
    return true;
  }

  synchronized void leave() {
    users--;
    used = System.nanoTime();
  }

  /** Lets nobody use it any more. Not where somebody does, or it has to stay. */
  synchronized boolean retire() {
    retired = users == 0 && opening.stay() != Stay.ALWAYS;
    return retired;
  }

  /** When it was used last, as {@link System#nanoTime} has it. */
  synchronized long used() {
    return used;
  }

  /** Does something quick with the network when somebody's turn comes. */
  <T> T inTurn(Person person, Runnable look, Supplier<T> work) {
    gate.enter(person, look);
    try {
      return work.get();
    } finally {
      gate.leave(person);
    }
  }

  /** What requests call it. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public String title() {
    return opening.title();
  }

  /** All that is known of it before an image is. */
  public NetworkFacts facts() {
    return network.facts();
  }

  Owned owned() {
    return opening.owned();
  }

  Stay stay() {
    return opening.stay();
  }

  boolean lent() {
    return opening.stay() == Stay.LENT;
  }

  Network network() {
    return network;
  }

  ModelSource source() {
    return opening.source();
  }

  /** What is stated about it, as a file of the store. */
  public Optional<String> card() {
    return opening.card();
  }
}

package org.pixelwhy.server.opened;

import java.util.Optional;
import org.pixelwhy.server.network.Network;
import org.pixelwhy.server.network.NetworkFacts;
import org.pixelwhy.server.store.Owned;
import org.pixelwhy.study.request.ModelSource;

/** A model that is open. */
public final class OpenedModel {
  private final String id;
  private final Opening opening;
  private final Network network;

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
   * @param lent whether only those who see an explanation that is shared may look at it
   */
  record Opening(
      Owned owned, String title, ModelSource source, Optional<String> card, boolean lent) {}

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

  boolean lent() {
    return opening.lent();
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

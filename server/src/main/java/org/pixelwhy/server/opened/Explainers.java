package org.pixelwhy.server.opened;

import java.nio.file.Path;
import java.util.List;
import org.pixelwhy.server.json.Identifier;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.ExplainerRow;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Store;

/**
 * Explainers of noise that were sent for networks. They are kept as long as these, or until they
 * are deleted. Safe to use from several threads.
 */
public final class Explainers {
  /** Of one person; the oldest one goes when another comes. */
  private static final int MOST = 16;

  private final Uploads uploads;
  private final Store store;

  Explainers(Uploads uploads, Store store) {
    this.uploads = uploads;
    this.store = store;
  }

  /**
   * What is known of one.
   *
   * @param id what questions call it
   * @param title what its file was called
   */
  public record Listed(String id, String title) {
    static Listed of(ExplainerRow row) {
      return new Listed(Identifier.of(Identifier.EXPLAINER, row.id()), row.title());
    }
  }

  /**
   * Takes one.
   *
   * @param file closed as soon as its row is there
   */
  Listed add(Person person, String model, String title, Held file) {
    ExplainerRow row = new ExplainerRow(0, person, number(model), title, file.hash());
    long id = store.explainers().keep(row, MOST);
    file.close();
    return new Listed(Identifier.of(Identifier.EXPLAINER, id), title);
  }

  private static long number(String model) {
    return Identifier.row(Identifier.MODEL, model).orElseThrow();
  }

  /** Those that somebody sent for a network, the first one first. */
  public List<Listed> of(Person person, String model) {
    return store.explainers().of(person, number(model)).stream().map(Listed::of).toList();
  }

  /**
   * The file of one.
   *
   * @throws NotThereException if there is none such, of this person and for this network
   */
  Path file(Person person, String model, String id) {
    ExplainerRow row = row(person, model, id);
    Path file = store.blobs().path(row.content());
    uploads.call(file, row.title());
    return file;
  }

  /**
   * Deletes one; maps that it made stay where they are kept.
   *
   * @throws NotThereException if there is none such, of this person and for this network
   */
  public void delete(Person person, String model, String id) {
    if (!store.explainers().delete(row(person, model, id).id())) {
      throw missing();
    }
    store.sweep();
  }

  private ExplainerRow row(Person person, String model, String id) {
    return Identifier.find(Identifier.EXPLAINER, id, store.explainers()::get)
        .filter(found -> found.owner().equals(person))
        .filter(found -> Identifier.of(Identifier.MODEL, found.model()).equals(model))
        .orElseThrow(Explainers::missing);
  }

  private static NotThereException missing() {
    return new NotThereException(
        "there is no explainer of this name for this network, or no more: send its file again");
  }
}

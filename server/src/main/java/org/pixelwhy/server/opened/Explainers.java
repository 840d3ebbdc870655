package org.pixelwhy.server.opened;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.Person;

/**
 * Explainers of noise that were sent for networks. They last as long as the server: what they
 * explained is kept without them. Safe to use from several threads.
 */
public final class Explainers implements AutoCloseable {
  /** Of all people; the oldest one goes when another comes. */
  private static final int MOST = 16;

  private final Map<String, One> all = new LinkedHashMap<>();
  private int made;

  private record One(Person person, String model, String title, Held file) {}

  /**
   * What is known of one.
   *
   * @param id what questions call it
   * @param title what its file was called
   */
  public record Listed(String id, String title) {}

  /**
   * Takes one.
   *
   * @param file held until it goes
   */
  synchronized Listed add(Person person, String model, String title, Held file) {
    String id = "u" + ++made;
    all.put(id, new One(person, model, title, file));
    if (all.size() > MOST) {
      all.remove(all.keySet().iterator().next()).file().close();
    }
    return new Listed(id, title);
  }

  /** Those that somebody sent for a network, the first one first. */
  public synchronized List<Listed> of(Person person, String model) {
    List<Listed> found = new ArrayList<>();
    all.forEach(
        (id, one) -> {
          if (one.person().equals(person) && one.model().equals(model)) {
            found.add(new Listed(id, one.title()));
          }
        });
    return found;
  }

  /**
   * The file of one.
   *
   * @throws NotThereException if there is none such, of this person and for this network
   */
  synchronized Path file(Person person, String model, String id) {
    One one = all.get(id);
    if (one == null || !one.person().equals(person) || !one.model().equals(model)) {
      throw new NotThereException(
          "there is no explainer of this name for this network, or no more: send its file again");
    }
    return one.file().path();
  }

  @Override
  public synchronized void close() {
    all.values().forEach(one -> one.file().close());
    all.clear();
  }
}

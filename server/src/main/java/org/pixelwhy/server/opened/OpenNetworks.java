package org.pixelwhy.server.opened;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pixelwhy.server.network.Network;
import org.pixelwhy.server.network.NotThereException;

/**
 * The models whose networks are open at this moment. Where several people have more open together
 * than there is room for, those that nobody used for longest are let go; they are opened again when
 * they are asked next. Safe to use from several threads.
 */
final class OpenNetworks implements AutoCloseable {
  private final int most;
  private final Map<String, OpenedModel> models = new LinkedHashMap<>();
  private boolean closed;

  /**
   * @param most that are open at once, unless more are in use
   */
  OpenNetworks(int most) {
    this.most = most;
  }

  /** Works with a model, which stays open meanwhile unless somebody closes it. */
  static <T> T with(Supplier<OpenedModel> model, Function<OpenedModel, T> work) {
    while (true) {
      OpenedModel found = model.get();
      if (found.enter()) {
        try {
          return work.apply(found);
        } finally {
          found.leave();
        }
      }
    }
  }

  synchronized Optional<OpenedModel> get(String id) {
    return Optional.ofNullable(models.get(id));
  }

  /**
   * Takes one that was opened.
   *
   * @throws NotThereException if all are being closed; this one is, too
   */
  OpenedModel put(OpenedModel model) {
    List<OpenedModel> retired;
    synchronized (this) {
      if (closed) {
        retired = List.of(model);
      } else {
        models.put(model.id(), model);
        retired = retire(model);
      }
    }
    retired.forEach(each -> each.network().close());
    if (retired.contains(model)) {
      throw new NotThereException("the server is closing");
    }
    return model;
  }

  private List<OpenedModel> retire(OpenedModel latest) {
    List<OpenedModel> retired = new ArrayList<>();
    List<OpenedModel> longestUnused =
        models.values().stream().sorted(Comparator.comparingLong(OpenedModel::used)).toList();
    for (OpenedModel each : longestUnused) {
      if (models.size() > most && each != latest && each.retire()) {
        models.remove(each.id());
        retired.add(each);
      }
    }
    return retired;
  }

  synchronized Optional<OpenedModel> remove(String id) {
    return Optional.ofNullable(models.remove(id));
  }

  synchronized List<Network> all() {
    return models.values().stream().map(OpenedModel::network).toList();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    all().forEach(Network::close);
  }
}

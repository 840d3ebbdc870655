package org.pixelwhy.server.opened;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.server.json.Identifier;
import org.pixelwhy.server.network.Network;
import org.pixelwhy.server.network.Networks;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.opened.OpenedModel.Opening;
import org.pixelwhy.server.opened.OpenedModel.Stay;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.ModelRow;
import org.pixelwhy.server.store.Owned;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.Text;

/** The models that are open, or were when the server ended. Safe to use from several threads. */
public final class Models implements AutoCloseable {
  private static final long CARD_BYTES = 1 << 20;

  /** Networks that are open at once, in terms of what one person may have. */
  private static final int SHARES = 2;

  private final Networks networks;
  private final Uploads uploads;
  private final Store store;
  private final Limits limits;
  private final OpenNetworks open;

  /** Models that whoever started the server named: they are listed first. */
  private final List<String> first = new ArrayList<>();

  /** Of one owner one model is opened at a time; nobody waits for what another opens. */
  private final Map<Person, Object> opening = new ConcurrentHashMap<>();

  Models(Networks networks, Uploads uploads, Store store, Limits limits) {
    this.networks = networks;
    this.uploads = uploads;
    this.store = store;
    this.limits = limits;
    this.open = new OpenNetworks(limits.models() * SHARES);
  }

  /**
   * All that somebody may ask about: those named at the start, then in the order of their opening.
   */
  public List<ListedModel> all(Person person) {
    List<ModelRow> rows = store.library().models(person);
    synchronized (this) {
      return First.sorted(
          rows.stream()
              .map(
                  row -> {
                    String id = Identifier.of(Identifier.MODEL, row.id());
                    return new ListedModel(id, row.title(), open.get(id));
                  })
              .toList(),
          ListedModel::id,
          first);
    }
  }

  /**
   * One that somebody may look at; it is opened where it is not yet.
   *
   * @throws NotThereException if there is none
   */
  public OpenedModel get(Person person, String id) {
    return get(person, id, Use.LOOK);
  }

  OpenedModel get(Person person, String id, Use use) {
    return get(person, id, use, row -> {});
  }

  /**
   * One that somebody may ask, where it was not closed.
   *
   * @throws NotThereException if it was, or there is none
   */
  OpenedModel listed(Person person, String id) {
    requireListed(row(person, id, Use.ASK));
    return get(person, id, Use.ASK, Models::requireListed);
  }

  private Object opening(Person owner) {
    return opening.computeIfAbsent(owner, key -> new Object());
  }

  /** Opens it where it is not, if its row may be. */
  private OpenedModel get(Person person, String id, Use use, Consumer<ModelRow> allowed) {
    return found(person, id, use)
        .orElseGet(
            () -> {
              synchronized (opening(row(person, id, use).owned().by())) {
                return found(person, id, use)
                    .orElseGet(
                        () -> {
                          ModelRow row = row(person, id, use);
                          allowed.accept(row);
                          return reopened(person, id, row);
                        });
              }
            });
  }

  private static void requireListed(ModelRow row) {
    if (!row.listed()) {
      throw new NotThereException(row.title() + ": this network was closed; open it again");
    }
  }

  private ModelRow row(Person person, String id, Use use) {
    return Identifier.find(Identifier.MODEL, id, store.library()::model)
        .filter(row -> use.allowed(person, row.owned(), () -> store.library().lentModel(row.id())))
        .orElseThrow(() -> missing(id));
  }

  /** One that is open; its owner opens one that is lent anew, which lists it. */
  private Optional<OpenedModel> found(Person person, String id, Use use) {
    Optional<OpenedModel> found = open.get(id);
    if (found.isPresent() && !use.allowed(person, found.get().owned(), () -> isLent(id))) {
      throw missing(id);
    }
    return found.filter(model -> !model.lent() || !model.owned().by().equals(person));
  }

  private boolean isLent(String id) {
    return store.library().lentModel(Identifier.row(Identifier.MODEL, id).orElseThrow());
  }

  private static NotThereException missing(String id) {
    return new NotThereException(
        Text.format("there is no model '%s'; open it first", Uploads.title(id, "")));
  }

  private OpenedModel reopened(Person person, String id, ModelRow row) {
    if (row.content().isEmpty()) {
      throw new NotThereException(
          row.title()
              + ": this network was not copied to the data folder when it was named at the start;"
              + " start the server with it again");
    }
    boolean own = row.owned().by().equals(person);
    if (!row.listed() && own) {
      requireRoom(person);
    }
    Path place = SentNetwork.in(uploads.place(row.content().get(), row.title()));
    ModelSource source =
        new ModelSource(place, row.card().map(store.blobs()::path), PartialCard.EMPTY);
    Opening opening =
        new Opening(
            row.owned(),
            row.title(),
            source,
            row.card(),
            own || row.listed() ? Stay.WHILE_USED : Stay.LENT);
    Optional<OpenedModel> lent = open.get(id);
    OpenedModel model = open.put(new OpenedModel(id, opening, networks.open(source)));
    lent.ifPresent(before -> before.network().close());
    if (own) {
      store.library().listModel(row.id(), true);
    }
    return model;
  }

  /**
   * Opens a network that is sent: an ONNX file, or a ZIP archive of one with the files it needs, or
   * of a bioimage.io package.
   *
   * @throws org.pixelwhy.tensor.InputException if it is none, or no segmentation network
   */
  public OpenedModel upload(Person person, InputStream sent, String name) {
    requireRoom(person);
    String title = Uploads.title(name, "model");
    Held file = uploads.store(sent, title, limits.modelBytes());
    try {
      OpenedModel model = uploaded(person, file, title);
      file.close();
      return model;
    } catch (RuntimeException | OutOfMemoryError e) {
      throw uploads.refused(file, title, e);
    }
  }

  private OpenedModel uploaded(Person person, Held file, String title) {
    ModelSource source =
        ModelSource.of(SentNetwork.in(uploads.place(file, title, limits.modelBytes())));
    synchronized (opening(person)) {
      // Others may have come while it was sent.
      requireRoom(person);
      Owned own = Owned.only(person);
      Optional<String> content = Optional.of(file.hash());
      return kept(
          source, hash -> new ModelRow(0, own, title, hash, content, Optional.empty(), true));
    }
  }

  /**
   * Only while no other model is opened: two at once would each open it, and one be lost.
   *
   * @param row of the hash of its network
   */
  private OpenedModel kept(ModelSource source, Function<String, ModelRow> row) {
    Network network = networks.open(source);
    try {
      ModelRow kept = row.apply(network.facts().hash());
      String id = Identifier.of(Identifier.MODEL, store.library().keep(kept));
      Optional<OpenedModel> known = open.get(id);
      if (known.isPresent()) {
        network.close();
        return known.get();
      }
      Stay stay = kept.content().isPresent() ? Stay.WHILE_USED : Stay.ALWAYS;
      Opening opening = new Opening(kept.owned(), kept.title(), source, kept.card(), stay);
      return open.put(new OpenedModel(id, opening, network));
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Opens a model again, with a card that is sent: what its input and output mean.
   *
   * @throws org.pixelwhy.tensor.InputException if the card cannot be used; the model stays open as
   *     it was
   */
  public OpenedModel card(Person person, String id, InputStream sent) {
    get(person, id, Use.CHANGE);
    Held card = uploads.store(sent, "model card", CARD_BYTES);
    try {
      OpenedModel after = carded(person, id, card);
      card.close();
      return after;
    } catch (RuntimeException | OutOfMemoryError e) {
      throw uploads.refused(card, "model card", e);
    }
  }

  private OpenedModel carded(Person person, String id, Held card) {
    OpenedModel before;
    OpenedModel after;
    synchronized (opening(person)) {
      before = get(person, id, Use.CHANGE);
      ModelSource source =
          new ModelSource(before.source().file(), Optional.of(card.path()), PartialCard.EMPTY);
      Opening anew =
          new Opening(
              before.owned(), before.title(), source, Optional.of(card.hash()), before.stay());
      Network network = networks.open(source);
      store.library().state(Identifier.row(Identifier.MODEL, id).orElseThrow(), card.hash());
      after = open.put(new OpenedModel(id, anew, network));
    }
    before.network().close();
    return after;
  }

  /**
   * Opens a model of this machine, which whoever started the server named. A copy is kept where it
   * is one file: what is asked about it outlives the file.
   */
  public OpenedModel open(ModelSource source) {
    String title = Uploads.title(source.file().toString(), "model");
    uploads.call(source.file(), title);
    synchronized (opening(Person.NOBODY)) {
      OpenedModel model = named(source, title);
      synchronized (this) {
        first.add(model.id());
      }
      return model;
    }
  }

  private OpenedModel named(ModelSource source, String title) {
    PartialCard stated = ModelFiles.stated(source);
    Optional<Held> card =
        stated.equals(PartialCard.EMPTY)
            ? Optional.empty()
            : Optional.of(
                store.blobs().put(ModelCardYaml.text(stated).getBytes(StandardCharsets.UTF_8)));
    List<Held> held = new ArrayList<>(card.stream().toList());
    try {
      return kept(
          source,
          hash -> {
            Optional<Held> file = ModelFiles.copied(store.blobs(), source, hash);
            file.ifPresent(held::add);
            return new ModelRow(
                0,
                Owned.everybodys(),
                title,
                hash,
                file.map(Held::hash),
                card.map(Held::hash),
                true);
          });
    } finally {
      held.forEach(Held::close);
    }
  }

  private void requireRoom(Person person) {
    int listed = store.library().openModels(person);
    if (listed >= limits.models()) {
      throw new TooMuchException(
          Text.format("%d models are open, as many as may be; close one", listed));
    }
  }

  /** Waits for questions that are being answered, then closes a model. */
  public void close(Person person, String id) {
    ModelRow row = row(person, id, Use.CHANGE);
    if (!row.listed()) {
      throw missing(id);
    }
    Optional<OpenedModel> model;
    synchronized (opening(row.owned().by())) {
      store.library().listModel(row.id(), false);
      model = open.remove(id);
    }
    model.ifPresent(each -> each.network().close());
    uploads.sweep();
  }

  /** Lets go of what only long work needs. */
  void rest() {
    open.all().forEach(Network::rest);
  }

  /** Lets go of what is kept of an image. */
  void forget(ImageSource image) {
    open.all().forEach(network -> network.forget(image));
  }

  @Override
  public void close() {
    open.close();
  }
}

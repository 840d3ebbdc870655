package org.pixelwhy.server.opened;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.server.opened.OpenedModel.Opening;
import org.pixelwhy.study.Inspection;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.Text;

/** The models that are open. Safe to use from several threads. */
public final class Models implements AutoCloseable {
  private static final long CARD_BYTES = 1 << 20;

  private final Engine engine;
  private final Uploads uploads;
  private final Limits limits;
  private final Map<String, OpenedModel> models = new LinkedHashMap<>();
  private int made;
  private boolean closed;

  Models(Engine engine, Uploads uploads, Limits limits) {
    this.engine = engine;
    this.uploads = uploads;
    this.limits = limits;
  }

  /** All of them, in the order in which they were opened. */
  public synchronized List<OpenedModel> all() {
    return List.copyOf(models.values());
  }

  /**
   * One of them.
   *
   * @throws NotThereException if there is none
   */
  public synchronized OpenedModel get(String id) {
    OpenedModel found = models.get(id);
    if (found == null) {
      throw new NotThereException(
          Text.format("there is no model '%s'; open it first", Uploads.title(id, "")));
    }
    return found;
  }

  /**
   * Opens an ONNX file that is sent.
   *
   * @throws org.pixelwhy.tensor.InputException if it is none, or no segmentation network
   */
  public OpenedModel upload(InputStream sent, String name) {
    requireRoom();
    String title = Uploads.title(name, "model");
    Path file = uploads.store(sent, title, ".onnx", limits.modelBytes());
    return opened(new Opening(title, ModelSource.of(file), Optional.of(file)));
  }

  /**
   * Opens a model again, with a card that is sent: what its input and output mean.
   *
   * @throws org.pixelwhy.tensor.InputException if the card cannot be used; the model stays open as
   *     it was
   */
  public OpenedModel card(String id, InputStream sent) {
    OpenedModel before = get(id);
    Path card = uploads.store(sent, "model card", ".yaml", CARD_BYTES);
    try {
      ModelSource source =
          new ModelSource(before.source().file(), Optional.of(card), PartialCard.EMPTY);
      OpenedModel after = make(id, new Opening(before.title(), source, before.sent()));
      put(after);
      before.close();
      uploads.delete(card);
      return after;
    } catch (RuntimeException e) {
      throw uploads.refused(card, e);
    }
  }

  /** Opens a model of this machine, which whoever started the server named. */
  public OpenedModel open(ModelSource source) {
    String title = Uploads.title(source.file().toString(), "model");
    uploads.call(source.file(), title);
    return opened(new Opening(title, source, Optional.empty()));
  }

  private OpenedModel opened(Opening opening) {
    try {
      OpenedModel model = make(nextId(), opening);
      put(model);
      return model;
    } catch (RuntimeException e) {
      throw opening.sent().isPresent() ? uploads.refused(opening.sent().get(), e) : e;
    }
  }

  private OpenedModel make(String id, Opening opening) {
    Inspection inspection = Inspection.of(engine, opening.source());
    return new OpenedModel(
        id, opening, inspection, ModelLoader.keepOpen(engine, inspection.model()));
  }

  private synchronized String nextId() {
    return "m" + ++made;
  }

  private void put(OpenedModel model) {
    synchronized (this) {
      boolean replaces = models.containsKey(model.id());
      if (!closed && (replaces || models.size() < limits.models())) {
        models.put(model.id(), model);
        return;
      }
    }
    model.close();
    requireRoom();
    throw new NotThereException("the server is closing");
  }

  private synchronized void requireRoom() {
    if (models.size() >= limits.models()) {
      throw new TooMuchException(
          Text.format("%d models are open, as many as may be; close one", models.size()));
    }
  }

  /** Waits for questions that are being answered, then closes a model. */
  public void close(String id) {
    OpenedModel model = get(id);
    synchronized (this) {
      models.remove(id);
    }
    model.close();
    model.sent().ifPresent(uploads::delete);
  }

  /** Lets go of what is kept of an image. */
  void forget(String image) {
    all().forEach(model -> model.forget(image));
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    all().forEach(OpenedModel::close);
  }
}

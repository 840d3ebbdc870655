package org.pixelwhy.server.opened;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.study.Inspection;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.request.ModelSource;

/**
 * A model that stays open with its programs, and with the images that it was asked about last: what
 * a forward pass saved is there for the next question.
 */
public final class OpenedModel implements AutoCloseable {
  /** What was saved of an image lies in native memory. */
  private static final int IMAGES = 3;

  private final String id;
  private final String title;
  private final ModelSource source;
  private final Optional<String> card;
  private final Inspection inspection;
  private final OpenModel open;

  /** Used within a turn only. */
  private final Map<PictureKey, OpenImage> images = new LinkedHashMap<>(16, 0.75f, true);

  /** Whose question is being answered; used within a turn only. */
  private Steps current = Steps.SILENT;

  OpenedModel(String id, Opening opening, Inspection inspection, OpenModel open) {
    this.id = id;
    this.title = opening.title();
    this.source = opening.source();
    this.card = opening.card();
    this.inspection = inspection;
    this.open = open;
  }

  /**
   * What is opened.
   *
   * @param title what people call it
   * @param source where it is read from
   * @param card what is stated about it, as a file of the store
   */
  record Opening(String title, ModelSource source, Optional<String> card) {}

  /** What requests call it. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** All that is known of it before an image is. */
  public Inspection inspection() {
    return inspection;
  }

  ModelSource source() {
    return source;
  }

  /** What is stated about it, as a file of the store. */
  public Optional<String> card() {
    return card;
  }

  /**
   * Works with an image while no other thread works with the model.
   *
   * @param steps hears of the steps of the work, and may stop it
   */
  <T> T at(Images from, PictureKey key, Steps steps, BiFunction<ModelRunner, OpenImage, T> work) {
    return open.ask(
        runner -> {
          current = steps;
          try {
            steps.step("opening the image", 0, 1);
            return work.apply(runner, image(runner, from, key));
          } finally {
            current = Steps.SILENT;
          }
        });
  }

  private OpenImage image(ModelRunner runner, Images from, PictureKey key) {
    StoredImage stored = from.get(key.image());
    PictureKey resolved = stored.resolved(key);
    OpenImage known = images.get(resolved);
    if (known != null) {
      return known;
    }
    while (images.size() >= IMAGES) {
      Iterator<OpenImage> oldest = images.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
    ImageSource place = stored.at(resolved);
    Steps whoever = (what, done, total) -> current.step(what, done, total);
    OpenImage opened = OpenImage.of(runner, from.volumes(), place, Optional.empty(), whoever);
    images.put(resolved, opened);
    return opened;
  }

  /** Lets go of what is kept of an image. */
  void forget(String image) {
    open.run(
        () ->
            images
                .entrySet()
                .removeIf(
                    entry -> {
                      boolean one = entry.getKey().image().equals(image);
                      if (one) {
                        entry.getValue().close();
                      }
                      return one;
                    }));
  }

  @Override
  public void close() {
    open.run(
        () -> {
          images.values().forEach(OpenImage::close);
          images.clear();
        });
    open.close();
  }
}

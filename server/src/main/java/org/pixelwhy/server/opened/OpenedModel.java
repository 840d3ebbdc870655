package org.pixelwhy.server.opened;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.study.Inspection;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.request.ModelSource;

/**
 * A model that stays open with its programs. Long work has programs of its own, opened when it
 * first comes, so that quick questions never wait for it.
 */
public final class OpenedModel implements AutoCloseable {
  private final String id;
  private final Opening opening;
  private final Inspection inspection;
  private final Supplier<OpenModel> more;
  private final Seat seat;

  /** Where long work is done; null while there is none. */
  private Seat aside;

  private boolean closed;

  /**
   * @param open opens its programs
   */
  OpenedModel(String id, Opening opening, Inspection inspection, Supplier<OpenModel> open) {
    this.id = id;
    this.opening = opening;
    this.inspection = inspection;
    this.more = open;
    this.seat = new Seat(open.get());
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
    return opening.title();
  }

  /** All that is known of it before an image is. */
  public Inspection inspection() {
    return inspection;
  }

  ModelSource source() {
    return opening.source();
  }

  /** What is stated about it, as a file of the store. */
  public Optional<String> card() {
    return opening.card();
  }

  /**
   * Works with an image while no other thread does such work with the model.
   *
   * @param steps hears of the steps of the work, and may stop it
   */
  <T> T at(Images from, PictureKey key, Steps steps, BiFunction<ModelRunner, OpenImage, T> work) {
    return seat.at(from, key, steps, work);
  }

  /** The same for long work, which quick work does not wait for. */
  <T> T aside(
      Images from, PictureKey key, Steps steps, BiFunction<ModelRunner, OpenImage, T> work) {
    return aside().at(from, key, steps, work);
  }

  private synchronized Seat aside() {
    if (closed) {
      throw new NotThereException(title() + ": was closed");
    }
    if (aside == null) {
      aside = new Seat(more.get());
    }
    return aside;
  }

  private synchronized Optional<Seat> takeAside() {
    Optional<Seat> taken = Optional.ofNullable(aside);
    aside = null;
    return taken;
  }

  /** Lets go of what only long work needs, when there is none. */
  void rest() {
    takeAside().ifPresent(Seat::close);
  }

  /** Lets go of what is kept of an image; long work with it is over, or goes on without. */
  void forget(String image) {
    seat.forget(image);
  }

  /** Waits for what is quick, and stops what is not. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    takeAside()
        .ifPresent(
            busy -> {
              busy.stop();
              busy.close();
            });
    seat.close();
  }
}

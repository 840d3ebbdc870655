package org.pixelwhy.server.opened;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.Explained;
import org.pixelwhy.server.network.KeptAnswers;
import org.pixelwhy.server.network.Network.Inquiry;
import org.pixelwhy.server.network.Networks;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.Pace;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.network.Predicted;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.InputException;

/** All that is open, and the one place where questions are asked. */
public final class Desk implements AutoCloseable {
  private final Networks networks;
  private final Uploads uploads;
  private final Masks masks;
  private final Explainers explainers;
  private final Turns turns = new Turns();
  private final Limits limits;
  private final Models models;
  private final Images images;
  private final Answers answers;

  /**
   * @param networks where networks are opened; stays its owner's property and outlives this
   * @param store where things are kept; likewise
   */
  public Desk(Networks networks, Store store, Limits limits) {
    this.networks = networks;
    this.limits = limits;
    this.uploads = new Uploads(store);
    this.models = new Models(networks, uploads, store, limits);
    this.images = new Images(uploads, store, limits);
    this.masks = new Masks(images, store);
    this.explainers = new Explainers(uploads, store);
    this.answers = new Answers(limits);
  }

  public Models models() {
    return models;
  }

  public Images images() {
    return images;
  }

  public Masks masks() {
    return masks;
  }

  public Turns turns() {
    return turns;
  }

  public Answers answers() {
    return answers;
  }

  /** The version of the runtime that computes. */
  public String runtime() {
    return networks.runtime();
  }

  public Limits limits() {
    return limits;
  }

  /**
   * What a model predicts.
   *
   * @throws InputException if the model does not take the image
   */
  public Predicted predict(Person person, String model, PictureKey picture) {
    ImageSource place = images.get(person, picture.image()).at(picture);
    return OpenNetworks.with(
        () -> models.get(person, model),
        opened -> opened.inTurn(person, () -> {}, () -> opened.network().predict(place)));
  }

  /**
   * Answers a question, and keeps the answer in memory.
   *
   * @throws InputException if it cannot be answered
   * @throws java.util.concurrent.CancellationException if it was stopped
   */
  public Answer ask(Person person, Asked asked, Optional<String> ticket) {
    return atOnce(person, asked, ticket, answers::add);
  }

  /** As {@link #ask}, for one look: only the latest few previews of a person are kept. */
  public Answer preview(Person person, Asked asked, Optional<String> ticket) {
    return atOnce(person, asked, ticket, answers::preview);
  }

  private interface Shelf {
    Answer put(Answers.Given given);
  }

  private Answer atOnce(Person person, Asked asked, Optional<String> ticket, Shelf shelf) {
    return OpenNetworks.with(
        () -> models.get(person, asked.model(), Use.ASK),
        model -> {
          Inquiry inquiry = inquiry(person, asked);
          return turns.answer(
              person,
              ticket,
              running -> answer(model, inquiry, new Turn(person, running, Pace.QUICK), shelf));
        });
  }

  /**
   * The same for a question whose turn it is.
   *
   * @param unfinished a folder for what has come about so far
   * @throws NotThereException if its model was closed meanwhile
   */
  public Answer answer(Person person, Asked asked, Running running, Pace pace, Path unfinished) {
    Turn turn = new Turn(person, running, pace);
    return OpenNetworks.with(
        () -> models.listed(person, asked.model()),
        model ->
            answer(
                model,
                inquiry(person, asked).goingOnFrom(Optional.of(unfinished)),
                turn,
                answers::add));
  }

  private record Turn(Person person, Running running, Pace pace) {}

  private Answer answer(OpenedModel model, Inquiry inquiry, Turn turn, Shelf shelf) {
    Answer.By by = Answer.By.of(model);
    long started = System.nanoTime();
    Explained explained = explained(model, inquiry, turn);
    long nanos = System.nanoTime() - started;
    return shelf.put(new Answers.Given(turn.person(), inquiry.asked(), by, explained, nanos));
  }

  /** Long ones have turns of their own, as jobs. */
  private static Explained explained(OpenedModel model, Inquiry inquiry, Turn turn) {
    Supplier<Explained> work = () -> model.network().explain(inquiry, turn.running(), turn.pace());
    return turn.pace() == Pace.QUICK
        ? model.inTurn(turn.person(), () -> turn.running().step("waiting", 0, 1), work)
        : work.get();
  }

  /**
   * Looks whether a question can be answered, without answering it.
   *
   * @return the question, with the slice that is meant
   * @throws InputException if it cannot, as far as that is seen before its methods run
   */
  public Asked check(Person person, Asked asked) {
    Inquiry inquiry = inquiry(person, asked);
    return OpenNetworks.with(
        () -> models.get(person, asked.model(), Use.ASK),
        model -> {
          model.network().check(inquiry);
          return inquiry.asked();
        });
  }

  /** The question with the slice that is meant, and all that it names. */
  private Inquiry inquiry(Person person, Asked asked) {
    StoredImage image = images.get(person, asked.picture().image(), Use.ASK);
    PictureKey picture = image.resolved(asked.picture());
    return new Inquiry(
        asked.about(picture),
        image.at(picture),
        asked.region().map(id -> masks.get(person, id)),
        asked.explainer().map(id -> explainers.file(person, asked.model(), id)));
  }

  /**
   * A question as an ONNX file.
   *
   * @throws InputException if its method or target is more than one graph
   */
  public byte[] compile(Person person, Asked asked) {
    return OpenNetworks.with(
        () -> models.get(person, asked.model(), Use.ASK),
        model -> {
          Inquiry inquiry = inquiry(person, asked);
          return turns.answer(
              person,
              Optional.empty(),
              running -> model.inTurn(person, () -> {}, () -> model.network().compile(inquiry)));
        });
  }

  /**
   * What is kept of a question as an HTML page.
   *
   * @throws NotThereException if its network or image is not there any more
   */
  public byte[] report(Person person, Asked asked, KeptAnswers kept) {
    ImageSource image = images.get(person, asked.picture().image()).at(asked.picture());
    byte[] page =
        OpenNetworks.with(
            () -> models.get(person, asked.model()),
            model ->
                turns.answer(
                    person,
                    Optional.empty(),
                    running ->
                        model.inTurn(person, () -> {}, () -> model.network().report(image, kept))));
    return named(new String(page, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Numbers of a slice's pixels as a NIfTI volume that lies over the slice's own, packed by gzip.
   *
   * @throws InputException if the image is no volume
   */
  public byte[] volume(Person person, PictureKey picture, float[] values) {
    return images.get(person, picture.image()).volume(picture, values);
  }

  /** Explainers of noise that were sent. */
  public Explainers explainers() {
    return explainers;
  }

  /**
   * Takes an explainer that was trained for a network, and tries it on an image.
   *
   * @param name what the client calls its file
   * @throws InputException if it is none, or one for other images
   */
  public Explainers.Listed explainer(
      Person person, String model, PictureKey picture, InputStream sent, String name) {
    Inquiry trial = inquiry(person, Asked.trial(model, picture));
    models.get(person, model, Use.ASK);
    String title = Uploads.title(name, "explainer");
    Held file = uploads.store(sent, title, limits.modelBytes());
    try {
      Inquiry own =
          new Inquiry(trial.asked(), trial.image(), Optional.empty(), Optional.of(file.path()));
      OpenNetworks.with(
          () -> models.get(person, model, Use.ASK),
          opened ->
              turns.answer(
                  person,
                  Optional.empty(),
                  running -> explained(opened, own, new Turn(person, running, Pace.QUICK))));
      return explainers.add(person, model, title, file);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw uploads.refused(file, title, e);
    }
  }

  /**
   * How much noise every pixel of an image bears by an explainer: float32, in the image's values.
   *
   * @throws NotThereException if there is none such
   */
  public byte[] noise(Person person, String model, String explainer, PictureKey picture) {
    StoredImage image = images.get(person, picture.image(), Use.ASK);
    ImageSource place = image.at(image.resolved(picture));
    return OpenNetworks.with(
        () -> models.get(person, model, Use.ASK),
        opened -> {
          Path file = explainers.file(person, model, explainer);
          return opened.inTurn(person, () -> {}, () -> opened.network().noise(place, file));
        });
  }

  /** Lets go of what only long work needs, when there is none. */
  public void rest() {
    models.rest();
  }

  /**
   * The pixels that a file marks, a byte each: a picture or array of the image's size, or a region
   * of ImageJ.
   *
   * @param title what the client calls it
   * @throws InputException if it is none, or of another size
   */
  public byte[] readMask(Image image, InputStream sent, String title) {
    return MaskFile.read(uploads, sent, title, image);
  }

  /** Closes an image; what was asked about it stays. */
  public void closeImage(Person person, String id) {
    images.close(person, id).ifPresent(models::forget);
  }

  /** A message in which files are called as people call them. */
  public String named(String message) {
    return uploads.named(message);
  }

  /** Stops what is asked, and closes all that is open. */
  @Override
  public void close() {
    turns.stop();
    models.close();
    images.close();
  }
}

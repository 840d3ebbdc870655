package org.pixelwhy.server.opened;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.InputException;

/**
 * All that is open, and the one place where questions are asked. It explains nothing itself: {@link
 * Study} does.
 */
public final class Desk implements AutoCloseable {
  private final Engine engine;
  private final Uploads uploads;
  private final Masks masks;
  private final Turns turns = new Turns();
  private final SafeRequest requests;
  private final Limits limits;
  private final Models models;
  private final Images images;
  private final Answers answers;

  /**
   * @param engine where programs run; stays its owner's property and outlives this
   * @param store where things are kept; likewise
   */
  public Desk(Engine engine, Store store, Limits limits) {
    this.engine = engine;
    this.limits = limits;
    this.uploads = new Uploads(store);
    this.models = new Models(engine, uploads, store, limits);
    this.images = new Images(uploads, store, limits);
    this.masks = new Masks(images, store);
    this.requests = new SafeRequest(masks);
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
    return engine.version();
  }

  public Limits limits() {
    return limits;
  }

  /**
   * What a model predicts.
   *
   * @throws InputException if the model does not take the image
   */
  public PredictedClasses predict(String model, PictureKey picture) {
    OpenedModel opened = models.get(model);
    return opened.at(
        images, picture, Steps.SILENT, (runner, image) -> PredictedClasses.of(image.prediction()));
  }

  /**
   * Answers a question, and keeps the answer in memory.
   *
   * @throws InputException if it cannot be answered
   * @throws java.util.concurrent.CancellationException if it was stopped
   */
  public Answer ask(Asked asked, Optional<String> ticket) {
    return atOnce(asked, ticket, answers::add);
  }

  /** As {@link #ask}, for one look: only the latest few previews are kept. */
  public Answer preview(Asked asked, Optional<String> ticket) {
    return atOnce(asked, ticket, answers::preview);
  }

  private interface Shelf {
    Answer put(Asked asked, Answer.By by, TargetResult target, long nanos);
  }

  private Answer atOnce(Asked asked, Optional<String> ticket, Shelf shelf) {
    OpenedModel model = models.get(asked.model());
    ExplainRequest request = request(asked, model);
    return turns.answer(
        ticket,
        running ->
            answer(
                asked,
                Answer.By.of(model),
                shelf,
                () ->
                    model.at(
                        images,
                        asked.picture(),
                        running,
                        (runner, image) -> Study.explain(runner, request, image))));
  }

  /**
   * The same for a question whose turn it is.
   *
   * @param aside whether it may take long, so that others must not wait for it
   * @throws NotThereException if its model was closed meanwhile
   */
  public Answer answer(Asked asked, Running running, boolean aside) {
    OpenedModel model = models.listed(asked.model());
    ExplainRequest request = request(asked, model);
    BiFunction<ModelRunner, OpenImage, ImageResult> work =
        (runner, image) -> Study.explain(runner, request, image);
    return answer(
        asked,
        Answer.By.of(model),
        answers::add,
        () ->
            aside
                ? model.aside(images, asked.picture(), running, work)
                : model.at(images, asked.picture(), running, work));
  }

  private Answer answer(Asked asked, Answer.By by, Shelf shelf, Supplier<ImageResult> work) {
    long started = System.nanoTime();
    ImageResult result = work.get();
    return shelf.put(resolved(asked), by, result.target(), System.nanoTime() - started);
  }

  /**
   * Looks whether a question can be answered, without answering it.
   *
   * @return the question, with the slice that is meant
   * @throws InputException if it cannot, as far as that is seen before its methods run
   */
  public Asked check(Asked asked) {
    request(asked, models.get(asked.model()));
    return resolved(asked);
  }

  private Asked resolved(Asked asked) {
    return asked.about(images.get(asked.picture().image()).resolved(asked.picture()));
  }

  private ExplainRequest request(Asked asked, OpenedModel model) {
    ImageSource place = images.get(asked.picture().image()).at(asked.picture());
    ExplainRequest request = requests.of(asked, model.source(), place);
    request.question().requireClasses(model.inspection().model());
    return request;
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
  public void closeImage(String id) {
    images.close(id);
    models.forget(id);
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

package org.pixelwhy.server.network;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.server.json.LittleEndian;
import org.pixelwhy.study.Inspection;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.noise.BorneNoise;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.Target;

/**
 * A network that is open in this process. Long work has programs of its own, opened when it first
 * comes.
 */
final class LocalNetwork implements Network {
  private final Engine engine;
  private final ModelSource source;
  private final Inspection inspection;
  private final NetworkFacts facts;
  private final OpenVolumes volumes;
  private final Supplier<Seat> more;
  private final Seat seat;

  /** Where long work is done; null while there is none. */
  private Seat aside;

  private boolean closed;

  /** Written within the seat's turns only; null where nothing was answered yet. */
  private volatile Answered last;

  LocalNetwork(Engine engine, ModelSource source, OpenVolumes volumes) {
    this.engine = engine;
    this.source = source;
    this.volumes = volumes;
    this.inspection = Inspection.of(engine, source);
    this.facts = NetworkFacts.of(inspection);
    this.more = () -> new Seat(ModelLoader.keepOpen(engine, inspection.model()), volumes);
    this.seat = more.get();
  }

  @Override
  public NetworkFacts facts() {
    return facts;
  }

  @Override
  public Predicted predict(ImageSource image) {
    return seat.at(image, Listener.SILENT, (runner, opened) -> Predicted.of(opened.prediction()));
  }

  @Override
  public void check(Inquiry inquiry) {
    Supplier<Axes> axes = () -> volumes.read(inquiry.image()).axes();
    if (inquiry.asked().isDream()) {
      Requests.target(inquiry, axes);
      new Dreaming(inquiry.asked());
    } else {
      request(inquiry, axes);
    }
  }

  private ExplainRequest request(Inquiry inquiry, Supplier<Axes> axes) {
    ExplainRequest request = Requests.of(inquiry, source, axes);
    request.question().requireClasses(inspection.model());
    return request;
  }

  @Override
  public Explained explain(Inquiry inquiry, Listener listener, Pace pace) {
    if (pace == Pace.QUICK) {
      return seat.at(
          inquiry.image(),
          listener,
          (runner, image) -> quick(inquiry, new Dreaming.Open(runner, image), listener));
    }
    return aside()
        .at(
            inquiry.image(),
            listener,
            (runner, image) ->
                Interrupted.goOn(
                    inquiry, one -> explained(one, new Dreaming.Open(runner, image), listener)));
  }

  private Explained explained(Inquiry inquiry, Dreaming.Open open, Listener listener) {
    OpenImage image = open.image();
    Supplier<Axes> axes = () -> image.input().field().axes();
    if (inquiry.asked().isDream()) {
      Target target = Requests.target(inquiry, axes);
      return new Dreaming(inquiry.asked()).of(source, target, open, listener, inquiry.unfinished());
    }
    return Explained.of(Study.explain(open.runner(), request(inquiry, axes), image).target());
  }

  /** What was answered last is answered again: a click asks what the mouse has just been told. */
  private Explained quick(Inquiry inquiry, Dreaming.Open open, Listener listener) {
    Optional<Answered> known = Optional.ofNullable(last).filter(one -> one.answers(inquiry));
    if (known.isEmpty()) {
      last = new Answered(inquiry, explained(inquiry, open, listener));
    }
    return last.explained().copy();
  }

  private record Answered(Inquiry inquiry, Explained explained) {
    /** Files that a question names may be others by now. */
    boolean answers(Inquiry other) {
      return other.marked().isEmpty() && other.explainer().isEmpty() && inquiry.equals(other);
    }
  }

  @Override
  public byte[] compile(Inquiry inquiry) {
    return new Compiling(engine, source, inspection.model().card()).of(inquiry, volumes);
  }

  @Override
  public byte[] noise(ImageSource image, Path explainer) {
    return seat.at(
        image,
        Listener.SILENT,
        (runner, opened) -> LittleEndian.bytes(BorneNoise.of(opened, explainer).values()));
  }

  @Override
  public byte[] report(ImageSource image, KeptAnswers kept) {
    return seat.at(
        image, Listener.SILENT, (runner, opened) -> new Reporting(runner, opened, kept).html());
  }

  private synchronized Seat aside() {
    if (closed) {
      throw new NotThereException("the network was closed");
    }
    if (aside == null) {
      aside = more.get();
    }
    return aside;
  }

  private synchronized Optional<Seat> takeAside() {
    Optional<Seat> taken = Optional.ofNullable(aside);
    aside = null;
    return taken;
  }

  @Override
  public void rest() {
    takeAside().ifPresent(Seat::close);
  }

  @Override
  public void forget(ImageSource image) {
    seat.forget(image);
    last = null;
  }

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

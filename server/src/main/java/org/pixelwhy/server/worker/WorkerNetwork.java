package org.pixelwhy.server.worker;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.server.network.Explained;
import org.pixelwhy.server.network.KeptAnswers;
import org.pixelwhy.server.network.Listener;
import org.pixelwhy.server.network.Network;
import org.pixelwhy.server.network.NetworkFacts;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.Pace;
import org.pixelwhy.server.network.Predicted;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;

/** A network in a process of its own, which is started anew where it ended. */
final class WorkerNetwork implements Network {
  private final Supplier<WorkerProcess> workers;
  private final ModelSource source;
  private final NetworkFacts facts;
  private WorkerProcess worker;
  private boolean closed;

  WorkerNetwork(Supplier<WorkerProcess> workers, ModelSource source) {
    this.workers = workers;
    this.source = source;
    this.worker = workers.get();
    this.facts = Wording.facts(opened(worker));
  }

  private Message opened(WorkerProcess process) {
    try {
      return process.call(Wording.open(source), Listener.SILENT);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private synchronized WorkerProcess worker() {
    if (closed) {
      throw new NotThereException("the network was closed; open it again");
    }
    if (!worker.isAlive()) {
      worker.close();
      worker = workers.get();
      opened(worker);
    }
    return worker;
  }

  private Message ask(Message task, Listener listener) {
    return worker().call(task, listener);
  }

  @Override
  public NetworkFacts facts() {
    return facts;
  }

  @Override
  public Predicted predict(ImageSource image) {
    return Wording.predicted(ask(Wording.about(Task.PREDICT, image), Listener.SILENT));
  }

  @Override
  public void check(Inquiry inquiry) {
    ask(Wording.question(Task.CHECK, inquiry, Pace.QUICK), Listener.SILENT);
  }

  @Override
  public Explained explain(Inquiry inquiry, Listener listener, Pace pace) {
    return Wording.explained(ask(Wording.question(Task.EXPLAIN, inquiry, pace), listener));
  }

  @Override
  public byte[] compile(Inquiry inquiry) {
    return Wording.file(ask(Wording.question(Task.COMPILE, inquiry, Pace.QUICK), Listener.SILENT));
  }

  @Override
  public byte[] noise(ImageSource image, Path explainer) {
    return Wording.file(ask(Wording.noise(image, explainer), Listener.SILENT));
  }

  @Override
  public byte[] report(ImageSource image, KeptAnswers kept) {
    return Wording.file(ask(Wording.kept(image, kept), Listener.SILENT));
  }

  @Override
  public void forget(ImageSource image) {
    letGo(Wording.about(Task.FORGET, image));
  }

  @Override
  public void rest() {
    letGo(Message.of(Task.REST));
  }

  /**
   * Nothing is started only to let go of what it does not have, and a process that ends meanwhile
   * has let go of everything.
   */
  private void letGo(Message task) {
    WorkerProcess current;
    synchronized (this) {
      current = worker;
      if (closed || !current.isAlive()) {
        return;
      }
    }
    try {
      current.call(task, Listener.SILENT);
    } catch (InputException e) {
      if (current.isAlive()) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    WorkerProcess last;
    synchronized (this) {
      closed = true;
      last = worker;
    }
    last.close();
  }
}

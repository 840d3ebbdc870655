package org.pixelwhy.server.worker;

import java.util.Optional;
import org.pixelwhy.server.network.Network;
import org.pixelwhy.server.network.Networks;
import org.pixelwhy.study.request.ModelSource;

/**
 * Opens each network in a process of its own. The first one is started at once, so that it is there
 * when the first network comes.
 */
public final class Workers implements Networks {
  private final WorkerOptions options;
  private final MemoryGuard guard = new MemoryGuard();
  private final WorkerProcess first;
  private Optional<WorkerProcess> spare;

  /**
   * @param options what each process may use
   */
  public Workers(WorkerOptions options) {
    this.options = options;
    this.first = start();
    this.spare = Optional.of(first);
  }

  private WorkerProcess start() {
    WorkerProcess worker = WorkerProcess.start(options);
    guard.watch(worker);
    return worker;
  }

  private synchronized WorkerProcess next() {
    Optional<WorkerProcess> ready = spare.filter(WorkerProcess::isAlive);
    spare = Optional.empty();
    return ready.orElseGet(this::start);
  }

  @Override
  public Network open(ModelSource source) {
    return new WorkerNetwork(this::next, source);
  }

  @Override
  public String runtime() {
    return first.runtime();
  }

  @Override
  public void close() {
    Optional<WorkerProcess> unused;
    synchronized (this) {
      unused = spare;
      spare = Optional.empty();
    }
    unused.ifPresent(WorkerProcess::close);
    guard.close();
  }
}

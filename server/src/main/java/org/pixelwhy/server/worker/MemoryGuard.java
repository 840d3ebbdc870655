package org.pixelwhy.server.worker;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pixelwhy.tensor.Text;

/** Ends workers that take more memory than they may. */
final class MemoryGuard implements AutoCloseable {
  private static final long EVERY_MILLIS = 100;
  private static final double GIBI = 1L << 30;

  private final List<WorkerProcess> workers = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "pixelwhy-memory");
  private volatile boolean closed;

  MemoryGuard() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Looks after one until it ends. */
  void watch(WorkerProcess worker) {
    workers.add(worker);
  }

  private void run() {
    try {
      while (!closed) {
        workers.removeIf(worker -> !worker.isAlive());
        workers.forEach(MemoryGuard::look);
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void look(WorkerProcess worker) {
    OptionalLong taken = worker.resident();
    if (taken.isPresent() && taken.getAsLong() > worker.memory()) {
      worker.kill(
          Text.format(
              "it took more than the %.1f GiB of memory that it may", worker.memory() / GIBI));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}

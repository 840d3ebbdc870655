package org.pixelwhy.spark.executor;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.pixelwhy.spark.request.PortableRequest;

/**
 * The models that are open in this process, each once, whatever the number of tasks: the one thing
 * of the house that is static and changes. Spark hands a task nothing that outlives it and has no
 * place for what the tasks of an executor share, so this is it; all else is handed on. {@link
 * ModelPlugin} closes it before the process ends, as ONNX Runtime may crash where a session is
 * still open at the exit.
 */
public final class ExecutorModels {
  private static final ExecutorModels OF_THIS_PROCESS = new ExecutorModels();

  private final Map<String, OpenedRequest> open = new HashMap<>();
  private volatile boolean closed;

  ExecutorModels() {}

  /** Those of this process. */
  public static ExecutorModels ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /**
   * The request with its model, opened by whoever asks first.
   *
   * @param hash of the request's content ({@link PortableRequest#sha256}); it is a task's to know,
   *     for it takes as long as reading the model
   * @param request asked for only where it is not open yet
   * @param threads that it computes with
   * @throws CancellationException if the process is about to end
   */
  public synchronized OpenedRequest opened(
      String hash, Supplier<PortableRequest> request, int threads) {
    requireOpen();
    return open.computeIfAbsent(
        hash + "/" + threads, key -> OpenedRequest.of(request.get(), threads));
  }

  /**
   * Called between the steps of long work.
   *
   * @throws CancellationException if the process is about to end
   */
  public void requireOpen() {
    if (closed) {
      throw new CancellationException("this executor is about to end");
    }
  }

  /** Stops work at its next step, then closes all models; none is opened any more. */
  void close() {
    closed = true;
    synchronized (this) {
      open.values().forEach(OpenedRequest::close);
      open.clear();
    }
  }
}

package org.pixelwhy.onnx.runtime;

import java.util.Objects;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How an engine runs programs.
 *
 * @param threads threads per program, at most one per core is used; 0 leaves the number to the
 *     runtime (one per core)
 * @param device where programs run
 * @param verbose whether the runtime may log to standard error
 * @param traceOpenings whether to remember where every native resource was opened, for leak reports
 */
public record EngineOptions(int threads, Device device, boolean verbose, boolean traceOpenings) {
  public EngineOptions {
    if (threads < 0) {
      throw new InputException(
          Text.format("illegal number of threads: %d, must be 0 (one per core) or more", threads));
    }
    Objects.requireNonNull(device, "device");
  }

  /** One thread per core, CPU, silent, no tracing. */
  public static EngineOptions defaults() {
    return new EngineOptions(0, Device.CPU, false, false);
  }

  public EngineOptions withThreads(int newThreads) {
    return new EngineOptions(newThreads, device, verbose, traceOpenings);
  }

  public EngineOptions withDevice(Device newDevice) {
    return new EngineOptions(threads, newDevice, verbose, traceOpenings);
  }

  public EngineOptions withTracing() {
    return new EngineOptions(threads, device, verbose, true);
  }
}

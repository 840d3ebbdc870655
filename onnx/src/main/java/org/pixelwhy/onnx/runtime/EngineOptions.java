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
 * @param memory bytes that the tensors of one run may take at the same time; a graph that needs
 *     more is refused before it is run
 * @param traceOpenings whether to remember where every native resource was opened, for leak reports
 */
public record EngineOptions(
    int threads, Device device, boolean verbose, boolean traceOpenings, long memory) {
  public EngineOptions {
    if (memory < 1) {
      throw new InputException(
          Text.format("illegal limit for tensors: %d bytes, must be 1 or more", memory));
    }
    if (threads < 0) {
      throw new InputException(
          Text.format("illegal number of threads: %d, must be 0 (one per core) or more", threads));
    }
    Objects.requireNonNull(device, "device");
  }

  /** One thread per core, CPU, silent, no tracing, half of the machine's memory. */
  public static EngineOptions defaults() {
    return new EngineOptions(0, Device.CPU, false, false, MemoryCheck.usual());
  }

  public EngineOptions withMemory(long bytes) {
    return new EngineOptions(threads, device, verbose, traceOpenings, bytes);
  }

  public EngineOptions withThreads(int newThreads) {
    return new EngineOptions(newThreads, device, verbose, traceOpenings, memory);
  }

  public EngineOptions withDevice(Device newDevice) {
    return new EngineOptions(threads, newDevice, verbose, traceOpenings, memory);
  }

  public EngineOptions withTracing() {
    return new EngineOptions(threads, device, verbose, true, memory);
  }
}

package org.pixelwhy.server.worker;

import java.time.Duration;
import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What each worker may use.
 *
 * @param threads that it computes with; 0 is one per core
 * @param device where it computes
 * @param memory bytes of its process; one that takes more is ended (where the operating system says
 *     how much it takes: Linux)
 * @param silence after which a worker that says nothing of a question is ended
 */
public record WorkerOptions(int threads, Device device, long memory, Duration silence) {
  /** What Java itself needs to start, and to open a small network. */
  private static final long LEAST_MEMORY = 256L << 20;

  private static final Duration USUAL_SILENCE = Duration.ofMinutes(10);

  public WorkerOptions {
    if (memory < LEAST_MEMORY) {
      throw new InputException(
          Text.format(
              "a network's process cannot do with %d bytes of memory; it needs at least %d",
              memory, LEAST_MEMORY));
    }
    if (silence.isNegative() || silence.isZero()) {
      throw new InputException("the time that a worker may be silent must be more than 0");
    }
  }

  /** As an engine with these options would compute, in at most as much memory. */
  public static WorkerOptions of(EngineOptions engine) {
    return new WorkerOptions(
        engine.threads(), engine.device(), Math.max(engine.memory(), LEAST_MEMORY), USUAL_SILENCE);
  }

  /** Java's part of the memory: images and maps; the rest is the runtime's. */
  long heap() {
    return memory / 4;
  }
}

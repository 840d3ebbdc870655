package org.pixelwhy.model.run;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;

/**
 * A model that stays open: its graph, its card, and the programs that were compiled for it, which
 * later questions use again. Asking about a class, then a pixel, then another image of the same
 * size compiles nothing twice.
 *
 * <p>Safe to use from several threads: they take turns, in the order in which they came. One
 * question keeps all cores busy, so that two at once would not be answered sooner, and would need
 * the memory of both. Where they shall run at once nevertheless, open the model several times, each
 * time with a share of memory and threads.
 */
public final class OpenModel implements AutoCloseable {
  private final Engine engine;
  private final SegmentationModel model;
  private final long memory;
  private final ModelRunner runner;
  private final ReentrantLock turn = new ReentrantLock(true);
  private boolean open = true;

  /**
   * @param engine where programs run; stays its owner's property and outlives the model
   * @param memory bytes that programs and batches of inputs may take
   */
  public OpenModel(Engine engine, SegmentationModel model, long memory) {
    this.engine = engine;
    this.model = model;
    this.memory = memory;
    this.runner = new ModelRunner(engine, model, memory);
  }

  public SegmentationModel model() {
    return model;
  }

  public Engine engine() {
    return engine;
  }

  /** Bytes that programs and batches of inputs may take. */
  public long memory() {
    return memory;
  }

  /**
   * Works with the model's programs while no other thread does. Work within work is part of it.
   *
   * @param work must not keep the runner; evaluations that it opens may stay open, but are used and
   *     closed within a turn only, and before the model is closed
   * @throws IllegalStateException if the model is closed
   */
  public <T> T ask(Function<ModelRunner, T> work) {
    turn.lock();
    try {
      if (!open) {
        throw new IllegalStateException("this model is closed");
      }
      return work.apply(runner);
    } finally {
      turn.unlock();
    }
  }

  /**
   * The same for work without a result, such as closing an evaluation.
   *
   * @throws IllegalStateException if the model is closed
   */
  public void run(Runnable work) {
    ask(
        unused -> {
          work.run();
          return null;
        });
  }

  /** Waits for its turn, then closes all programs. */
  @Override
  public void close() {
    turn.lock();
    try {
      if (open) {
        open = false;
        runner.close();
      }
    } finally {
      turn.unlock();
    }
  }
}

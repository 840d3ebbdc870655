package org.pixelwhy.app.cli.console;

import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pixelwhy.study.Progress;

/**
 * Ends long work in order where the process is told to end (Ctrl-C, SIGTERM): it stops before its
 * next step, what is half-written goes, and then it is said what is left and how to go on.
 */
public final class Interruption implements AutoCloseable {
  /** A single step of a large network may take long. */
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean asked;

  private Interruption(PrintWriter err, Supplier<String> left) {
    this.hook = new Thread(() -> end(err, left), "pixelwhy-interrupted");
  }

  /**
   * Begins to heed.
   *
   * @param left says what is left, asked once the work has stopped
   */
  public static Interruption heeded(PrintWriter err, Supplier<String> left) {
    Interruption interruption = new Interruption(err, left);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void end(PrintWriter err, Supplier<String> left) {
    asked = true;
    try {
      String text =
          ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)
              ? left.get()
              : "A step did not end in time; what it left aside goes when the command is repeated.";
      err.println();
      err.println("pixelwhy: stopped. " + text);
      err.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the work at its next step. */
  public Progress watching(Progress progress) {
    return (what, done, total) -> {
      if (asked) {
        throw new CancellationException("the process is told to end");
      }
      progress.step(what, done, total);
    };
  }

  /** Does the work; whatever it fails by once it is told to end is no news. */
  public <T> T during(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (asked) {
        CancellationException stopped = new CancellationException("the process is told to end");
        stopped.initCause(e);
        throw stopped;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // It ends at this moment: the hook says so.
      }
    }
  }
}

package org.pixelwhy.image.io;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Waits for a decoder of somebody else's, and not for ever: a flipped bit is enough to make one go
 * round in circles.
 *
 * <p>A thread cannot be stopped from outside. One that goes on is left behind, as a daemon that
 * does not keep the process alive.
 */
public final class Watch {
  /** Far more than any decoder needs on any machine. */
  private static final Duration LEAST = Duration.ofSeconds(30);

  private static final Duration PER_SAMPLE = Duration.ofNanos(5_000);

  private final Duration limit;

  Watch(Duration limit) {
    this.limit = limit;
  }

  /** A watch for a picture of so many samples. */
  public static Watch of(long samples) {
    return new Watch(LEAST.plus(PER_SAMPLE.multipliedBy(samples)));
  }

  /**
   * What the work gives.
   *
   * @param file that is decoded
   * @throws InputException if the work does not end within the limit
   * @throws IOException if the work fails so; it may also throw what is unchecked
   */
  public <T> T over(Path file, Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "decoder of " + file.getFileName());
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new InputException(
          Text.format(
              "%s: decoding does not come to an end (stopped after %d s); the file is damaged",
              file, limit.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while decoding", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static IOException rethrown(Throwable cause) {
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException known ? known : new IOException(cause);
  }
}

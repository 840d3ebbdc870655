package org.pixelwhy.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.pixelwhy.tensor.InputException;

/**
 * The batches of one epoch, one after the other; up to two batches are read ahead. To be closed,
 * also when it is left early.
 */
public final class Batches implements Iterator<Batch>, AutoCloseable {
  private static final int BATCHES_AHEAD = 2;

  /** A sample to come. */
  record Task(Entry entry, Callable<Sample> work) {}

  private record Pending(Entry entry, Future<Sample> sample) {}

  private final Iterator<Task> tasks;
  private final int size;
  private final int ahead;
  private final BadFiles badFiles;
  private final ExecutorService readers;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private Batch next;

  Batches(List<Task> tasks, int size, int threads, BadFiles badFiles) {
    this.tasks = tasks.iterator();
    this.size = size;
    this.ahead = Math.max(threads, size * BATCHES_AHEAD);
    this.badFiles = badFiles;
    ThreadFactory daemons =
        work -> {
          Thread thread = new Thread(work, "pixelwhy-loader");
          thread.setDaemon(true);
          return thread;
        };
    this.readers = Executors.newFixedThreadPool(threads, daemons);
    readAhead();
  }

  private void readAhead() {
    while (pending.size() < ahead && tasks.hasNext()) {
      Task task = tasks.next();
      pending.add(new Pending(task.entry(), readers.submit(task.work())));
    }
  }

  /**
   * Whether there is another batch; waits for it.
   *
   * @throws InputException if a sample cannot be read and that stops the work
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      List<Sample> samples = new ArrayList<>();
      while (samples.size() < size && !pending.isEmpty()) {
        Pending first = pending.remove();
        readAhead();
        try {
          samples.add(get(first.sample()));
        } catch (InputException e) {
          badFiles.found(first.entry(), e);
        }
      }
      next = samples.isEmpty() ? null : new Batch(samples);
    }
    return next != null;
  }

  private static Sample get(Future<Sample> sample) {
    try {
      return sample.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while reading samples");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the epoch is over");
    }
    Batch batch = next;
    next = null;
    return batch;
  }

  /** Stops reading ahead. */
  @Override
  public void close() {
    readers.shutdownNow();
  }
}

package org.pixelwhy.server.jobs;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.Pace;
import org.pixelwhy.server.network.QuestionJson;
import org.pixelwhy.server.opened.Answer;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Running;
import org.pixelwhy.server.store.JobRow;
import org.pixelwhy.server.store.JobRow.State;
import org.pixelwhy.server.store.Jobs;
import org.pixelwhy.server.store.StoreGoneException;
import org.pixelwhy.tensor.InputException;

/** Works on the jobs of one lane, one after the other. */
final class Worker {
  private static final long PATIENCE_MILLIS = 1_000;

  private static final String INTERNAL = "an error of the server, which its log explains";

  private final Pace lane;
  private final Work work;
  private final Thread thread;
  private boolean woken;
  private volatile boolean ended;

  Worker(Pace lane, Work work) {
    this.lane = lane;
    this.work = work;
    this.thread = new Thread(this::run, "pixelwhy-jobs-" + lane.text());
    thread.setDaemon(true);
  }

  /**
   * What it works with.
   *
   * @param running jobs that are worked on, by their rows
   * @param idleMillis after which what only long work needs is let go
   */
  record Work(Desk desk, Kept kept, Jobs jobs, Map<Long, Running> running, long idleMillis) {}

  void start() {
    thread.start();
  }

  /** There may be something to do. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  void end() {
    ended = true;
    wake();
  }

  void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!ended) {
      try {
        Optional<JobRow> next = work.jobs().begin(lane.text());
        if (next.isPresent()) {
          work(next.get());
        } else if (!pause(work.idleMillis()) && lane == Pace.LONG) {
          // Another lane would take the programs away from work that this one has begun.
          work.desk().rest();
        }
      } catch (StoreGoneException e) {
        pause(PATIENCE_MILLIS);
      } catch (RuntimeException | Error e) {
        // Nobody would work on this lane any more if its thread ended.
        log(e);
        pause(PATIENCE_MILLIS);
      }
    }
  }

  /** Until it is woken, or some time is over. Whether it was woken. */
  private synchronized boolean pause(long millis) {
    try {
      if (!woken) {
        wait(millis);
      }
      boolean was = woken;
      woken = false;
      return was;
    } catch (InterruptedException e) {
      ended = true;
      return true;
    }
  }

  /** Works on a job that was begun. */
  void work(JobRow job) {
    Running own = new Running();
    boolean goesOn = false;
    try {
      work.running().put(job.id(), own);
      if (ended) {
        own.stop();
      }
      if (isBegun(job)) {
        Asked asked = QuestionJson.kept(job.question());
        Answer answer = answer(job, asked, own);
        // What was worked out is not worked out again because the database was away.
        insist(() -> keep(job, answer));
      }
    } catch (CancellationException e) {
      // Cancelled by somebody: then the job is not running any more, and neither changes it.
      if (ended) {
        goesOn = true;
        insist(() -> work.jobs().putBack(job));
      } else {
        insist(() -> work.jobs().fail(job, "it was stopped: its network was closed"));
      }
    } catch (StoreGoneException e) {
      goesOn = true;
      insist(() -> work.jobs().putBack(job));
    } catch (InputException e) {
      String problem = work.desk().named(String.valueOf(e.getMessage()));
      insist(() -> work.jobs().fail(job, problem));
    } catch (RuntimeException | Error e) {
      log(e);
      insist(() -> work.jobs().fail(job, INTERNAL));
    } finally {
      work.running().remove(job.id());
      if (!goesOn) {
        work.jobs().unfinished().delete(job.id());
      }
    }
  }

  private Answer answer(JobRow job, Asked asked, Running own) {
    Path unfinished = work.jobs().unfinished().of(job.id());
    return work.desk().answer(job.owner(), asked, own, lane, unfinished);
  }

  /** Whoever cancelled it before it was among those that run found nothing to stop. */
  private boolean isBegun(JobRow job) {
    return insist(() -> work.jobs().get(job.id()))
        .filter(now -> now.state() == State.RUNNING && now.attempt() == job.attempt())
        .isPresent();
  }

  /** Changes nothing where that was done before. */
  private OptionalLong keep(JobRow job, Answer answer) {
    OptionalLong to = work.kept().fitting(answer, job.explanation());
    return work.kept().with(answer, to, added -> work.jobs().finish(job, added));
  }

  /** Does something, as often as it takes until the database answers. */
  private <T> T insist(Supplier<T> change) {
    while (true) {
      try {
        return change.get();
      } catch (StoreGoneException e) {
        if (ended) {
          throw e;
        }
        pause(PATIENCE_MILLIS);
      }
    }
  }

  private static void log(Throwable problem) {
    System.getLogger("org.pixelwhy.server").log(Level.ERROR, "a job", problem);
  }
}

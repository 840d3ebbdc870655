package org.pixelwhy.server.api;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.pixelwhy.server.jobs.Job;
import org.pixelwhy.server.jobs.JobQueue;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.opened.TooMuchException;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.StoreGoneException;

/** How far jobs are, as server-sent events. One thread looks for all who follow. */
final class JobEvents {
  private static final long EVERY_MILLIS = 250;

  /** After so many looks without news something is sent, so that the connection is not idle. */
  private static final int SILENCE = 40;

  /** After so many looks it is asked whether somebody is still logged in. */
  private static final int TRUST = 20;

  private static final int MOST = 64;

  private final JobQueue jobs;
  private final Map<SseClient, Follower> followers = new ConcurrentHashMap<>();
  private Thread thread;

  JobEvents(JobQueue jobs) {
    this.jobs = jobs;
  }

  /** Who follows which job, and what was told last. */
  private static final class Follower {
    private final Person person;
    private final BooleanSupplier known;
    private final String job;
    private String told = "";
    private int looks;
    private int all;

    Follower(Context context) {
      this.person = Caller.of(context);
      this.known = Caller.known(context);
      this.job = context.pathParam("job");
    }

    boolean isKnown() {
      return ++all % TRUST != 0 || known.getAsBoolean();
    }
  }

  /** Tells a client of a job from now on, until it is at its end. */
  void follow(SseClient client) {
    client.keepAlive();
    client.onClose(() -> followers.remove(client));
    followers.put(client, new Follower(client.ctx()));
    look();
  }

  /**
   * Before a client is told of a job.
   *
   * @throws TooMuchException if so many are told already
   */
  void requireRoom() {
    if (followers.size() >= MOST) {
      throw new TooMuchException(MOST + " jobs are followed already; ask for them now and then");
    }
  }

  private synchronized void look() {
    if (thread == null) {
      thread = new Thread(this::run, "pixelwhy-events");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    while (goesOn()) {
      for (Iterator<Map.Entry<SseClient, Follower>> all = followers.entrySet().iterator();
          all.hasNext(); ) {
        Map.Entry<SseClient, Follower> each = all.next();
        if (!tell(each.getKey(), each.getValue())) {
          all.remove();
          each.getKey().close();
        }
      }
    }
  }

  /** Ends the thread when nobody follows. */
  private boolean goesOn() {
    try {
      Thread.sleep(EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (followers.isEmpty()) {
        thread = null;
        return false;
      }
      return true;
    }
  }

  /** Whether there is more to come. */
  private boolean tell(SseClient client, Follower follower) {
    try {
      if (!follower.isKnown()) {
        return false;
      }
      Job now = jobs.get(follower.person, follower.job);
      String text = JsonText.text(JobRoutes.facts(now));
      if (!text.equals(follower.told)) {
        follower.told = text;
        follower.looks = 0;
        client.sendEvent("job", text);
      } else if (++follower.looks % SILENCE == 0) {
        client.sendComment("still");
      }
      return now.row().state().open() && !client.terminated();
    } catch (StoreGoneException e) {
      return !client.terminated();
    } catch (RuntimeException e) {
      return false;
    }
  }
}

package org.pixelwhy.server.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.Listener;
import org.pixelwhy.server.network.Network;
import org.pixelwhy.server.network.Networks;
import org.pixelwhy.server.network.Unfinished;

/** Does what the parent asks, each task in a thread of its own; the network sees to their turns. */
final class WorkerLoop {
  private static final long STEP_NANOS = 50_000_000;
  private static final long WATCHED_NANOS = 5_000_000_000L;
  private static final long PATIENCE_SECONDS = 10;

  private final Wire wire;
  private final Networks networks;
  private final Map<Long, Telling> running = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Network network;

  WorkerLoop(Wire wire, Networks networks) {
    this.wire = wire;
    this.networks = networks;
  }

  /** Until the parent closes the network, or ends. */
  void run() throws IOException, InterruptedException {
    while (true) {
      Optional<Message> next = wire.receive();
      if (next.isEmpty() || next.get().task() == Task.CLOSE) {
        break;
      }
      take(next.get());
    }
    if (network != null) {
      network.close();
    }
    threads.shutdown();
    if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      System.getLogger("org.pixelwhy.server").log(Level.WARNING, "a task did not end");
    }
  }

  private void take(Message message) {
    long id = message.header().path(WorkerProcess.ID).asLong();
    Optional<Telling> telling = Optional.ofNullable(running.get(id));
    switch (message.task()) {
      case STOP -> telling.ifPresent(one -> one.stopped = true);
      case WATCH -> telling.ifPresent(one -> one.watched = System.nanoTime());
      default -> {
        Telling own = new Telling(id);
        running.put(id, own);
        threads.execute(() -> answer(message, own));
      }
    }
  }

  private void answer(Message message, Telling telling) {
    Message reply;
    try {
      reply = Reply.RESULT.with(result(message, telling));
    } catch (RuntimeException | Error e) {
      reply = Reply.failure(e);
      if (Reply.of(reply) == Reply.DEFECT) {
        System.getLogger("org.pixelwhy.server").log(Level.ERROR, "a question", e);
      }
    }
    running.remove(telling.id);
    telling.tell(reply);
  }

  private Message result(Message message, Telling telling) {
    return switch (message.task()) {
      case OPEN -> {
        network = networks.open(Wording.model(message));
        yield Wording.facts(network.facts());
      }
      case PREDICT -> Wording.predicted(network.predict(Wording.image(message)));
      case EXPLAIN ->
          Wording.explained(
              network.explain(Wording.inquiry(message), telling, Wording.pace(message)));
      case COMPILE -> Wording.file(network.compile(Wording.inquiry(message)));
      case NOISE ->
          Wording.file(network.noise(Wording.image(message), Wording.explainer(message).get()));
      case REPORT -> Wording.file(network.report(Wording.image(message), Wording.kept(message)));
      default -> {
        change(message);
        yield Message.of(JsonText.object());
      }
    };
  }

  private void change(Message message) {
    switch (message.task()) {
      case CHECK -> network.check(Wording.inquiry(message));
      case FORGET -> network.forget(Wording.image(message));
      case REST -> network.rest();
      default -> throw new IllegalStateException("not a task: " + message.task());
    }
  }

  /** Tells the parent how far a task is. */
  private final class Telling implements Listener {
    private final long id;
    private volatile boolean stopped;
    private volatile long watched = System.nanoTime() - WATCHED_NANOS;

    /** Used by the task's thread only. */
    private String what = "";

    private long last;

    Telling(long id) {
      this.id = id;
    }

    @Override
    public void step(String now, int done, int total) {
      if (stopped) {
        throw new CancellationException("the question was stopped");
      }
      if (!now.equals(what) || System.nanoTime() - last > STEP_NANOS) {
        what = now;
        last = System.nanoTime();
        ObjectNode step = JsonText.object().put("what", now).put("done", done).put("total", total);
        tell(Reply.STEP.with(Message.of(step)));
      }
    }

    @Override
    public boolean watches() {
      return System.nanoTime() - watched < WATCHED_NANOS;
    }

    @Override
    public void soFar(Unfinished map) {
      tell(Reply.MAP.with(Wording.unfinished(map)));
    }

    private void tell(Message message) {
      try {
        message.header().put(WorkerProcess.ID, id);
        wire.send(message);
      } catch (IOException e) {
        // The parent ended; so does this process.
        stopped = true;
      }
    }
  }
}

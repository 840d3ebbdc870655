package org.pixelwhy.server.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.Listener;
import org.pixelwhy.tensor.InputException;

/** A task that a worker was asked for, as seen by the thread that waits for it. */
final class Call {
  private static final long LOOK_MILLIS = 100;
  private static final long WATCH_NANOS = 2_000_000_000L;
  private static final Message LOST = Message.of(JsonText.object());

  private final WorkerProcess worker;
  private final long id;
  private final Listener listener;
  private final BlockingQueue<Message> replies = new LinkedBlockingQueue<>();
  private Optional<ObjectNode> step = Optional.empty();
  private long heard = System.nanoTime();
  private long watched = heard - WATCH_NANOS;

  Call(WorkerProcess worker, long id, Listener listener) {
    this.worker = worker;
    this.id = id;
    this.listener = listener;
  }

  /** Something was said of it. */
  void reply(Message message) {
    replies.add(message);
  }

  /** Nothing more will be said of it. */
  void lost() {
    replies.add(LOST);
  }

  Message result() {
    try {
      while (true) {
        Message reply = replies.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (reply == LOST) {
          throw worker.lost();
        }
        if (reply != null) {
          heard = System.nanoTime();
          Reply kind = Reply.of(reply);
          if (kind == Reply.STEP) {
            step = Optional.of(reply.header());
          } else if (kind == Reply.MAP) {
            Wording.unfinished(reply).ifPresent(listener::soFar);
          } else if (kind == Reply.RESULT) {
            return reply;
          } else {
            throw Reply.thrown(reply);
          }
        }
        worker.requireHeard(System.nanoTime() - heard);
        listen();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      throw new CancellationException("the server is closing");
    }
  }

  /** Whether it shall go on is asked also while nothing is heard. */
  private void listen() {
    try {
      if (step.isPresent()) {
        ObjectNode one = step.get();
        listener.step(
            one.path("what").asText(), one.path("done").asInt(), one.path("total").asInt());
      }
    } catch (CancellationException e) {
      stop();
      throw e;
    }
    if (listener.watches() && System.nanoTime() - watched > WATCH_NANOS) {
      watched = System.nanoTime();
      worker.tell(id, Message.of(Task.WATCH));
    }
  }

  private void stop() {
    try {
      worker.tell(id, Message.of(Task.STOP));
    } catch (InputException e) {
      // The worker ended by itself, and its work with it.
    }
  }
}

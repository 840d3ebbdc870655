package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** Questions that people wait for, of a network that all may ask. */
@ExtendWith(EngineExtension.class)
class ImmediateTurnsTest {
  private static final int OF_ANN = 8;
  private static final int SECONDS_FOR_ONE = 5;

  @TempDir private Path folder;

  private static CompletableFuture<Client.Reply> asking(Client client, String question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.post("api/answers", question);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Whether it is, after some time in which it could be. */
  private static boolean isDone(CompletableFuture<Client.Reply> asked) throws Exception {
    try {
      asked.get(SECONDS_FOR_ONE, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static boolean isAsked(Client client, String ticket) throws Exception {
    return client.get("api/questions/" + ticket).status() == 200;
  }

  @Test
  void nobodyWaitsForAllThatAnotherAskedBefore(Engine engine) throws Exception {
    try (Household home = Household.open(engine, folder.resolve("data"), Limits.USUAL)) {
      for (int i = 0; i < OF_ANN; i++) {
        String ticket = "ann-" + i;
        asking(home.ann, Household.endless("m1", "i1", ",\"ticket\":\"" + ticket + "\""));
        while (!isAsked(home.ann, ticket)) {
          Thread.sleep(10);
        }
      }
      CompletableFuture<Client.Reply> bob =
          asking(home.bob, Household.question("m1", "i1", "class", ",\"ticket\":\"bob\""));
      while (!isAsked(home.bob, "bob")) {
        Thread.sleep(10);
      }
      // Of Ann's some are inside already, whichever came first; her others stay behind Bob's.
      int stopped = 0;
      while (!isDone(bob)) {
        assertTrue(stopped < OF_ANN - 1, "Bob waits for all that Ann asked");
        Household.status(200, home.ann.delete("api/questions/ann-" + stopped++));
      }
      assertEquals(201, bob.get().status());
      for (int i = stopped; i < OF_ANN; i++) {
        Household.status(200, home.ann.delete("api/questions/ann-" + i));
      }
    }
  }
}

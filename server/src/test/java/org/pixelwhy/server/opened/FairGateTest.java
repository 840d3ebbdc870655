package org.pixelwhy.server.opened;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.pixelwhy.server.store.Person;

/** Turns of those who ask at once. */
class FairGateTest {
  private static final Person ANN = new Person("a1");
  private static final Person BOB = new Person("a2");
  private static final Person CARL = new Person("a3");

  private final FairGate gate = new FairGate(1);
  private final List<String> order = new ArrayList<>();
  private final List<CompletableFuture<Void>> asked = new ArrayList<>();

  /** Comes after all who came before. */
  private void ask(Person person, String name) throws InterruptedException {
    int before = gate.waiting();
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              gate.enter(person, () -> {});
              // Nobody else is inside.
              order.add(name);
              gate.leave(person);
              done.complete(null);
            });
    thread.setDaemon(true);
    thread.start();
    asked.add(done);
    while (gate.waiting() == before) {
      Thread.sleep(1);
    }
  }

  @Test
  void whoAsksMuchWaitsBehindTheirOwnQuestions() throws Exception {
    gate.enter(ANN, () -> {});
    for (String name : List.of("ann 1", "ann 2", "ann 3")) {
      ask(ANN, name);
    }
    ask(BOB, "bob 1");
    ask(BOB, "bob 2");
    ask(CARL, "carl 1");
    gate.leave(ANN);
    for (CompletableFuture<Void> each : asked) {
      each.get();
    }
    assertEquals(List.of("ann 1", "bob 1", "carl 1", "ann 2", "bob 2", "ann 3"), order);
  }

  @Test
  void whoHasSomethingInsideComesAfterWhoHasNothing() throws Exception {
    FairGate two = new FairGate(2);
    two.enter(ANN, () -> {});
    two.enter(ANN, () -> {});
    List<CountDownLatch> entered = new ArrayList<>();
    for (Person person : List.of(ANN, BOB)) {
      CountDownLatch in = new CountDownLatch(1);
      entered.add(in);
      int before = two.waiting();
      CompletableFuture.runAsync(
          () -> {
            two.enter(person, () -> {});
            in.countDown();
          });
      while (two.waiting() == before) {
        Thread.sleep(1);
      }
    }
    two.leave(ANN);
    entered.get(1).await();
    assertEquals(1, entered.get(0).getCount(), "Ann has one inside still");
    assertEquals(1, two.waiting());
    two.leave(BOB);
    entered.get(0).await();
  }

  @Test
  void whoIsStoppedWhileTheyWaitTakesNoPlace() throws Exception {
    gate.enter(ANN, () -> {});
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () ->
                gate.enter(
                    BOB,
                    () -> {
                      throw new CancellationException("enough");
                    }));
    assertThrows(ExecutionException.class, stopped::get);
    assertEquals(0, gate.waiting());
    gate.leave(ANN);
    gate.enter(CARL, () -> {});
  }
}

package org.pixelwhy.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.PageServer;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.LocalNetworks;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.Pace;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.network.QuestionJson;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.opened.Running;
import org.pixelwhy.server.store.DatabaseAddress;
import org.pixelwhy.server.store.JobRow;
import org.pixelwhy.server.store.JobRow.State;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Postgres;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.target.Reduction;

/** What a worker makes of its jobs when something comes between. */
@ExtendWith(EngineExtension.class)
class WorkerTest {
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long IDLE_MILLIS = 60_000;

  @TempDir private Path folder;

  /** The shipped network and one of its images, with nobody who works yet. */
  private record Office(Store store, Desk desk, Kept kept, Map<Long, Running> running)
      implements AutoCloseable {
    static Office open(Engine engine, Storage storage) {
      return open(engine, storage, new ConcurrentHashMap<>());
    }

    static Office open(Engine engine, Storage storage, Map<Long, Running> running) {
      Store store = Store.open(storage);
      Desk desk = new Desk(new LocalNetworks(engine), store, Limits.USUAL);
      PageServer.Start example = ShippedExample.start();
      desk.models().open(example.models().get(0));
      desk.images().open(example.images().get(0));
      return new Office(store, desk, new Kept(desk, store, Limits.USUAL), running);
    }

    Worker worker(Pace lane) {
      return new Worker(lane, new Worker.Work(desk, kept, store.jobs(), running, IDLE_MILLIS));
    }

    void queue(Pace lane, Asked asked) {
      OptionalLong none = OptionalLong.empty();
      String question = JsonText.text(QuestionJson.write(asked));
      store
          .jobs()
          .add(new JobRow.Queued(Person.NOBODY, lane.text(), question, 1, 1, none, none), 9);
    }

    JobRow job(long id) {
      return store.jobs().get(id).orElseThrow();
    }

    @Override
    public void close() {
      desk.close();
      store.close();
    }
  }

  private static Asked asking(String method, String... options) {
    return new Asked(
        "m1",
        new PictureKey("i1", Optional.empty(), 0),
        "pixel:60,110",
        new Asked.Number(Reduction.MEAN, OutputSpace.LOGITS),
        new Asked.Methods(List.of(method), List.of(Layers.AUTO), List.of(options), 3));
  }

  private static void await(BooleanSupplier what) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!what.getAsBoolean()) {
      assertTrue(System.currentTimeMillis() < end, "in vain");
      Thread.sleep(10);
    }
  }

  @Test
  void aQuickLaneThatIsIdleLeavesLongWorkItsPrograms(Engine engine) throws Exception {
    try (Office office = Office.open(engine, Storage.NOTHING);
        JobQueue queue = new JobQueue(office.desk(), office.kept(), office.store(), 1).begin()) {
      queue.add(Person.NOBODY, asking("rise", "rise.masks=20000"), Optional.empty());
      await(
          () ->
              queue
                  .get(Person.NOBODY, "j1")
                  .progress()
                  .filter(progress -> progress.done() > 0)
                  .isPresent());
      // Longer than the quick lane is patient.
      Thread.sleep(100);
      queue.add(Person.NOBODY, asking("saliency"), Optional.empty());
      await(() -> office.job(2).state() == State.DONE);
      assertEquals(State.RUNNING, office.job(1).state());
      queue.cancel(Person.NOBODY, "j1");
    }
  }

  @Test
  void whatWasCancelledBeforeItsWorkerBeganIsNotWorkedOn(Engine engine) {
    try (Office office = Office.open(engine, Storage.NOTHING)) {
      office.queue(Pace.QUICK, asking("saliency"));
      JobRow begun = office.store().jobs().begin("quick").orElseThrow();
      assertTrue(office.store().jobs().cancel(begun.id()));
      office.worker(Pace.QUICK).work(begun);
      assertEquals(State.CANCELLED, office.job(1).state());
      assertThrows(NotThereException.class, () -> office.desk().answers().get(Person.NOBODY, "e1"));
    }
  }

  @Test
  void aJobOfANetworkThatWasClosedFailsAndDoesNotOpenItAgain(Engine engine) {
    try (Office office = Office.open(engine, Storage.NOTHING)) {
      office.queue(Pace.QUICK, asking("saliency"));
      JobRow begun = office.store().jobs().begin("quick").orElseThrow();
      office.desk().models().close(Person.NOBODY, "m1");
      office.worker(Pace.QUICK).work(begun);
      assertEquals(State.FAILED, office.job(1).state());
      assertTrue(office.job(1).problem().contains("was closed"), office.job(1).problem());
      assertEquals(List.of(), office.store().library().models(Person.NOBODY));
    }
  }

  @Test
  void whatWasWorkedOutIsKeptWhenTheDatabaseIsBack(Engine engine) throws Exception {
    try (Postgres postgres = Postgres.start()) {
      Storage storage =
          new Storage(
              Optional.of(folder.resolve("data")),
              Optional.of(DatabaseAddress.postgresql(postgres.database("gone"))));
      try (Office office = Office.open(engine, storage)) {
        Worker worker = office.worker(Pace.LONG);
        office.queue(Pace.LONG, asking("rise", "rise.masks=200"));
        worker.start();
        await(
            () ->
                Optional.ofNullable(office.running().get(1L))
                    .filter(one -> one.progress().done() > 0)
                    .isPresent());
        postgres.stop();
        await(() -> isThere(office, "e1"));
        // Longer than a connection is waited for: the worker has asked in vain.
        Thread.sleep(4_000);
        postgres.resume();
        await(() -> office.job(1).state() == State.DONE);
        assertEquals(1, office.job(1).attempt());
        worker.end();
        worker.join();
      }
    }
  }

  private static boolean isThere(Office office, String answer) {
    try {
      return office.desk().answers().get(Person.NOBODY, answer) != null;
    } catch (NotThereException e) {
      return false;
    }
  }

  @Test
  void anErrorFailsItsJobAndTheLaneGoesOn(Engine engine) throws Exception {
    Map<Long, Running> defect =
        new ConcurrentHashMap<>() {
          @Override
          public Running put(Long job, Running running) {
            if (job == 1) {
              throw new StackOverflowError("as a defect would");
            }
            return super.put(job, running);
          }
        };
    try (Office office = Office.open(engine, Storage.NOTHING, defect)) {
      Worker worker = office.worker(Pace.QUICK);
      office.queue(Pace.QUICK, asking("saliency"));
      office.queue(Pace.QUICK, asking("saliency"));
      worker.start();
      await(() -> office.job(2).state() == State.DONE);
      assertEquals(State.FAILED, office.job(1).state());
      worker.end();
      worker.join();
    }
  }
}

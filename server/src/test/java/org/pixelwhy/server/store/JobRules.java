package org.pixelwhy.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.ExplanationRow.About;
import org.pixelwhy.server.store.ExplanationRow.AnswerRow;
import org.pixelwhy.server.store.Explanations.Added;

/** What holds of jobs in every database. */
abstract class JobRules extends StoreRules {
  private static long queue(Store store, String lane, int most) {
    return queue(store, Person.NOBODY, lane, most);
  }

  private static long queue(Store store, Person person, String lane, int most) {
    long model = model(store, "m");
    long image = image(store, "i");
    OptionalLong none = OptionalLong.empty();
    return store
        .jobs()
        .add(new JobRow.Queued(person, lane, "{}", model, image, none, none), most)
        .orElse(-1);
  }

  private static Added result(Store store, Held map) {
    About about = new About("class cat", 1, 1, OptionalLong.empty(), "class");
    AnswerRow answer = new AnswerRow("{}", "{\"maps\":[{}]}", "{}", List.of(map.hash()));
    return new Added(Person.NOBODY, OptionalLong.empty(), about, map.hash(), 3, answer);
  }

  @Test
  void aJobIsFinishedOnceWhoeverElseWorksOnIt() {
    try (Store store = Store.open(storage());
        Held map = store.blobs().put(bytes("map"))) {
      queue(store, "long", 10);
      JobRow first = store.jobs().begin("long").orElseThrow();
      assertEquals(1, first.attempt());
      assertEquals(Optional.empty(), store.jobs().begin("long"), "it is begun once");
      assertTrue(store.jobs().putBack(first));
      JobRow second = store.jobs().begin("long").orElseThrow();
      assertEquals(2, second.attempt());
      assertEquals(OptionalLong.empty(), store.jobs().finish(first, result(store, map)));
      assertEquals(OptionalLong.of(1), store.jobs().finish(second, result(store, map)));
      assertEquals(OptionalLong.empty(), store.jobs().finish(second, result(store, map)));
      assertFalse(store.jobs().fail(second, "late"));
      assertEquals(1, ids(store, "", Long.MAX_VALUE, 9).size());
      JobRow done = store.jobs().get(second.id()).orElseThrow();
      assertEquals(JobRow.State.DONE, done.state());
      assertEquals(OptionalLong.of(1), done.explanation());
    }
  }

  @Test
  void aJobWhoseExplanationWasDeletedMakesANewOne() {
    try (Store store = Store.open(storage());
        Held map = store.blobs().put(bytes("map"))) {
      queue(store, "long", 10);
      long gone = explain(store, 1, 1, OptionalLong.empty(), "an earlier map");
      store.explanations().delete(gone);
      JobRow job = store.jobs().begin("long").orElseThrow();
      Added added = result(store, map);
      Added late =
          new Added(
              Person.NOBODY,
              OptionalLong.of(gone),
              added.about(),
              added.pixels(),
              added.bytes(),
              added.answer());
      long made = store.jobs().finish(job, late).orElseThrow();
      assertEquals(List.of(made), ids(store, "", Long.MAX_VALUE, 9));
      JobRow done = store.jobs().get(job.id()).orElseThrow();
      assertEquals(OptionalLong.of(made), done.explanation());
    }
  }

  @Test
  void whatWasBegunIsBegunAgainAfterARestartButNotForever() {
    Store store = Store.open(storage());
    queue(store, "long", 10);
    for (int i = 1; i <= 3; i++) {
      JobRow begun = store.jobs().begin("long").orElseThrow();
      assertEquals(i, begun.attempt());
      store.close();
      store = Store.open(storage());
    }
    JobRow failed = store.jobs().get(1).orElseThrow();
    assertEquals(JobRow.State.FAILED, failed.state());
    assertTrue(failed.problem().contains("ended each time"), failed.problem());
    store.close();
  }

  @Test
  void jobsOfALaneAreBegunInTheirOrderAndCancelledOnesNever() {
    try (Store store = Store.open(storage())) {
      queue(store, "long", 9);
      queue(store, "quick", 9);
      queue(store, "long", 9);
      queue(store, "long", 9);
      assertTrue(store.jobs().cancel(3));
      assertFalse(store.jobs().cancel(3));
      assertEquals(1, store.jobs().get(4).orElseThrow().before());
      assertEquals(1, store.jobs().begin("long").orElseThrow().id());
      assertEquals(2, store.jobs().begin("quick").orElseThrow().id());
      assertEquals(4, store.jobs().begin("long").orElseThrow().id());
      assertEquals(Optional.empty(), store.jobs().begin("long"));
    }
  }

  @Test
  void noMoreJobsWaitThanMay() {
    try (Store store = Store.open(storage())) {
      assertEquals(1, queue(store, "long", 2));
      assertEquals(2, queue(store, "long", 2));
      assertEquals(-1, queue(store, "long", 2));
      store.jobs().cancel(1);
      assertEquals(3, queue(store, "long", 2));
    }
  }

  @Test
  void whatAWaitingJobIsAboutStays() {
    try (Store store = Store.open(storage())) {
      queue(store, "long", 2);
      store.library().listModel(1, false);
      store.library().listImage(1, false);
      store.sweep();
      assertTrue(store.library().model(1).isPresent());
      assertTrue(store.library().image(1).isPresent());
      store.jobs().cancel(1);
      store.sweep();
      assertFalse(store.library().model(1).isPresent());
      assertFalse(store.library().image(1).isPresent());
    }
  }

  private static List<Long> begun(Store store, int most) {
    List<Long> begun = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      store.jobs().begin("long").ifPresent(job -> begun.add(job.id()));
    }
    return begun;
  }

  @Test
  void personsTakeTurnsEachInTheirOwnOrder() {
    Person ann = new Person("a1");
    Person bob = new Person("a2");
    Person cleo = new Person("a3");
    try (Store store = Store.open(storage())) {
      for (int i = 1; i <= 4; i++) {
        queue(store, ann, "long", 9);
      }
      queue(store, bob, "long", 9);
      queue(store, bob, "long", 9);
      queue(store, bob, "quick", 9);
      queue(store, cleo, "long", 9);
      // Ann 1 to 4, Bob 5 and 6, and 7 in another lane, Cleo 8.
      List<Long> places = new ArrayList<>();
      for (long id : new long[] {1, 5, 8, 2, 6, 3, 4}) {
        places.add(store.jobs().get(id).orElseThrow().before());
      }
      assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L), places);
      assertEquals(0, store.jobs().get(7).orElseThrow().before(), "lanes do not wait for others");
      assertEquals(List.of(1L, 5L), begun(store, 2));
      assertEquals(4, store.jobs().get(6).orElseThrow().before(), "2 run, Cleo's and Ann's wait");
      queue(store, cleo, "long", 9);
      assertEquals(List.of(8L, 2L, 6L, 9L, 3L, 4L), begun(store, 9));
    }
  }

  @Test
  void whoeverComesLaterIsNextAfterTheOneThatRuns() {
    Person ann = new Person("a1");
    Person bob = new Person("a2");
    try (Store store = Store.open(storage())) {
      for (int i = 1; i <= 5; i++) {
        queue(store, ann, "long", 9);
      }
      assertEquals(List.of(1L, 2L, 3L), begun(store, 3));
      queue(store, bob, "long", 9);
      queue(store, bob, "long", 9);
      assertEquals(List.of(6L, 4L, 7L, 5L), begun(store, 9));
    }
  }

  @Test
  void whatTheServerEndedInHasItsTurnFirstAfterARestart() {
    Person ann = new Person("a1");
    Person bob = new Person("a2");
    try (Store store = Store.open(storage())) {
      queue(store, ann, "long", 9);
      queue(store, bob, "long", 9);
      queue(store, ann, "long", 9);
      assertEquals(List.of(1L), begun(store, 1));
    }
    try (Store store = Store.open(storage())) {
      assertEquals(List.of(1L, 2L, 3L), begun(store, 9));
    }
  }

  @Test
  void jobsAreCountedAndListedForEachPersonAlone() {
    Person ann = new Person("a1");
    Person bob = new Person("a2");
    try (Store store = Store.open(storage())) {
      assertEquals(1, queue(store, ann, "long", 1));
      assertEquals(-1, queue(store, ann, "long", 1));
      assertEquals(2, queue(store, bob, "long", 1));
      assertEquals(List.of(2L), store.jobs().latest(bob, 9).stream().map(JobRow::id).toList());
      assertEquals(List.of(), store.jobs().latest(Person.NOBODY, 9));
      assertEquals(ann, store.jobs().get(1).orElseThrow().owner());
    }
  }
}

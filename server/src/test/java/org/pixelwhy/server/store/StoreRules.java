package org.pixelwhy.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.ExplanationRow.About;
import org.pixelwhy.server.store.ExplanationRow.AnswerRow;
import org.pixelwhy.server.store.Explanations.Added;
import org.pixelwhy.tensor.InputException;

/** What holds of every database. */
abstract class StoreRules {
  @TempDir Path folder;

  /** A place of the test's own; the same one each time that the test asks. */
  abstract Storage storage();

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static long model(Store store, String title) {
    try (Held file = store.blobs().put(bytes("network " + title))) {
      return store
          .library()
          .keep(
              new ModelRow(
                  0, title, file.hash(), Optional.of(file.hash()), Optional.empty(), true));
    }
  }

  static long image(Store store, String title) {
    try (Held file = store.blobs().put(bytes("image " + title))) {
      return store
          .library()
          .keep(new ImageRow(0, title, Optional.of(file.hash()), "picture", "", true));
    }
  }

  static long explain(Store store, long model, long image, OptionalLong to, String map) {
    try (Held pixels = store.blobs().put(bytes("pixels"));
        Held values = store.blobs().put(bytes(map))) {
      About about = new About("class cat (7 pixels)", model, image, OptionalLong.empty(), "class");
      AnswerRow answer = new AnswerRow("{}", "{\"maps\":[{}]}", "{}", List.of(values.hash()));
      return store
          .explanations()
          .add(new Added(to, about, pixels.hash(), map.length(), answer))
          .orElseThrow();
    }
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("data/files"))) {
      return all.count();
    }
  }

  @Test
  void whatIsKeptIsThereWhenItIsOpenedAgain() {
    long id;
    try (Store store = Store.open(storage())) {
      id = explain(store, model(store, "m"), image(store, "i"), OptionalLong.empty(), "first map");
      explain(store, 1, 1, OptionalLong.of(id), "second map");
    }
    try (Store store = Store.open(storage())) {
      ExplanationRow row = store.explanations().get(id).orElseThrow();
      assertEquals(2, row.answers().size());
      assertArrayEquals(bytes("first map"), store.blobs().read(row.maps().get(0)));
      assertArrayEquals(bytes("second map"), store.blobs().read(row.maps().get(1)));
      assertArrayEquals(bytes("pixels"), store.blobs().read(row.pixels()));
      assertEquals("m", store.library().models().get(0).title());
      assertEquals("i", store.library().images().get(0).title());
      assertEquals(Optional.empty(), store.explanations().get(id + 1));
    }
  }

  @Test
  void whatNothingNamesIsSweptAndWhatIsNamedOrHeldStays() throws IOException {
    try (Store store = Store.open(storage())) {
      long id = explain(store, model(store, "m"), image(store, "i"), OptionalLong.empty(), "a map");
      Held held = store.blobs().put(bytes("on its way to a row"));
      store.blobs().put(bytes("nobody's")).close();
      assertEquals(6, files());
      store.sweep();
      assertEquals(5, files());
      held.close();
      store.library().listModel(1, false);
      store.sweep();
      assertEquals(4, files(), "the model is closed, but an explanation needs it");
      store.explanations().delete(id);
      store.sweep();
      assertEquals(1, files(), "the open image");
      assertEquals(Optional.empty(), store.library().model(1));
    }
  }

  @Test
  void whatIsStoredWhileTwoSweepAtOnceStays() throws Exception {
    try (Store store = Store.open(storage())) {
      Blobs blobs = store.blobs();
      blobs.put(bytes("nobody's")).close();
      String stored = Blobs.hash(bytes("meanwhile"));
      Thread second = new Thread(() -> blobs.sweep(() -> Set.of(stored)));
      int swept =
          blobs.sweep(
              () -> {
                blobs.put(bytes("meanwhile")).close();
                second.start();
                // It ends at once where sweeps do not wait for one another.
                assertDoesNotThrow(() -> second.join(300));
                return Set.of();
              });
      second.join();
      assertEquals(1, swept);
      assertArrayEquals(bytes("meanwhile"), blobs.read(stored));
    }
  }

  @Test
  void whatIsTooLargeOrBreaksOffLeavesNothing() throws IOException {
    try (Store store = Store.open(storage())) {
      assertThrows(
          ArithmeticException.class,
          () ->
              store
                  .blobs()
                  .put(
                      new ByteArrayInputStream(new byte[100]),
                      99,
                      most -> new ArithmeticException()));
      assertEquals(0, files());
      try (Stream<Path> begun = Files.list(folder.resolve("data/incoming"))) {
        assertEquals(0, begun.count());
      }
    }
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefused() {
    Store store = Store.open(storage());
    try {
      InputException refused =
          assertThrows(InputException.class, () -> Store.open(storage()).close());
      assertTrue(refused.getMessage().contains("another server"), refused.getMessage());
    } finally {
      store.close();
    }
    Store.open(storage()).close();
  }

  @Test
  void explanationsAreFoundByPartsOfWhatTheyAreCalledTheNewestFirst() {
    try (Store store = Store.open(storage())) {
      long image = image(store, "Liver_1.png");
      long model = model(store, "unet.onnx");
      for (int i = 1; i <= 5; i++) {
        explain(store, model, image, OptionalLong.empty(), "map " + i);
      }
      assertTrue(store.explanations().rename(2, "the 100% odd one"));
      assertFalse(store.explanations().rename(77, "none"));
      assertEquals(List.of(5L, 4L, 3L), ids(store, "", Long.MAX_VALUE, 3));
      assertEquals(List.of(2L, 1L), ids(store, "", 3, 3));
      assertEquals(List.of(2L), ids(store, "100% ODD", Long.MAX_VALUE, 9));
      assertEquals(List.of(), ids(store, "1000", Long.MAX_VALUE, 9));
      assertEquals(5, ids(store, "liver_", Long.MAX_VALUE, 9).size());
      assertEquals(List.of(), ids(store, "liver%1", Long.MAX_VALUE, 9));
      assertEquals(5, ids(store, "CAT", Long.MAX_VALUE, 9).size());
    }
  }

  private static List<Long> ids(Store store, String text, long before, int most) {
    return store.explanations().find(text, before, most).stream().map(ExplanationRow::id).toList();
  }

  @Test
  void theOldestWithoutANameMakeRoom() {
    try (Store store = Store.open(storage())) {
      long image = image(store, "i");
      long model = model(store, "m");
      for (int i = 1; i <= 4; i++) {
        explain(store, model, image, OptionalLong.empty(), "ten bytes" + i);
      }
      store.explanations().rename(1, "stays");
      assertEquals(0, store.explanations().trim(40));
      assertEquals(2, store.explanations().trim(25));
      assertEquals(List.of(4L, 1L), ids(store, "", Long.MAX_VALUE, 9));
      assertEquals(0, store.explanations().trim(1), "the newest and the named one stay");
    }
  }

  @Test
  void aNewCardLeavesEarlierExplanationsTheirModelAsItWas() {
    try (Store store = Store.open(storage())) {
      long model = model(store, "m");
      long id = explain(store, model, image(store, "i"), OptionalLong.empty(), "map");
      store.library().state(model, "c".repeat(64));
      assertEquals(Optional.of("c".repeat(64)), store.library().model(model).orElseThrow().card());
      long before = store.explanations().get(id).orElseThrow().about().model();
      assertEquals(Optional.empty(), store.library().model(before).orElseThrow().card());
      assertEquals(1, store.library().models().size());
    }
  }

  @Test
  void theSameModelIsListedOnce() {
    try (Store store = Store.open(storage())) {
      long model = model(store, "m");
      store.library().listModel(model, false);
      assertEquals(List.of(), store.library().models());
      assertEquals(model, model(store, "m"));
      assertEquals(1, store.library().models().size());
    }
  }

  @Test
  void imagesThatWereNotCopiedAreNeverTakenForEachOther() {
    try (Store store = Store.open(storage())) {
      ImageRow folder = new ImageRow(0, "ct", Optional.empty(), "elsewhere", "", true);
      long first = store.library().keep(folder);
      assertNotEquals(first, store.library().keep(folder));
      assertEquals(image(store, "i"), image(store, "i"), "the same bytes are the same image");
    }
  }

  private static long queue(Store store, String lane, int most) {
    long model = model(store, "m");
    long image = image(store, "i");
    OptionalLong none = OptionalLong.empty();
    return store
        .jobs()
        .add(new JobRow.Queued(lane, "{}", model, image, none, none), most)
        .orElse(-1);
  }

  private static Added result(Store store, Held map) {
    About about = new About("class cat", 1, 1, OptionalLong.empty(), "class");
    AnswerRow answer = new AnswerRow("{}", "{\"maps\":[{}]}", "{}", List.of(map.hash()));
    return new Added(OptionalLong.empty(), about, map.hash(), 3, answer);
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
              OptionalLong.of(gone), added.about(), added.pixels(), added.bytes(), added.answer());
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

  @Test
  void accountsAreKeptAndTheirNamesAreTakenOnce() {
    try (Store store = Store.open(storage())) {
      assertFalse(store.people().any());
      AccountRow ann = store.people().add("ann", "hash", 7).orElseThrow();
      assertEquals(Optional.empty(), store.people().add("ann", "other", 8));
      store.people().add("al", "hash", 9);
      assertTrue(store.people().token("ann", "t".repeat(64)));
      assertFalse(store.people().token("bob", "u".repeat(64)));
      assertEquals(ann.id(), store.people().withToken("t".repeat(64)).orElseThrow().id());
    }
    try (Store store = Store.open(storage())) {
      assertTrue(store.people().any());
      assertEquals(
          List.of("al", "ann"), store.people().accounts().stream().map(AccountRow::name).toList());
      assertEquals(
          new AccountRow(1, "ann", "hash", true, 7), store.people().named("ann").orElseThrow());
    }
  }

  @Test
  void logInsEndWithTheirTimeAPasswordAndTheirAccount() {
    try (Store store = Store.open(storage())) {
      People people = store.people();
      AccountRow ann = people.add("ann", "hash", 7).orElseThrow();
      for (String hash : List.of("one", "two")) {
        people.logIn(new LogInRow(hash, Optional.of(ann), Optional.empty(), 100, 100));
      }
      people.logIn(new LogInRow("three", Optional.empty(), Optional.of("t"), 100, 100));
      assertEquals(
          Optional.of("ann"), people.loggedIn("one").orElseThrow().account().map(AccountRow::name));
      assertEquals(Optional.of("t"), people.loggedIn("three").orElseThrow().token());
      assertEquals(Optional.empty(), people.loggedIn("three").orElseThrow().account());
      people.used("one", 150);
      assertEquals(150, people.loggedIn("one").orElseThrow().used());
      people.forget(50, 120);
      assertTrue(people.loggedIn("one").isPresent());
      assertFalse(people.loggedIn("two").isPresent());
      people.logOut("one");
      assertFalse(people.loggedIn("one").isPresent());
      people.logIn(new LogInRow("four", Optional.of(ann), Optional.empty(), 100, 100));
      people.token("ann", "token");
      assertTrue(people.password("ann", "new"));
      assertFalse(people.loggedIn("four").isPresent());
      assertFalse(people.named("ann").orElseThrow().token());
      people.logIn(new LogInRow("five", Optional.of(ann), Optional.empty(), 100, 100));
      assertTrue(people.remove("ann"));
      assertFalse(people.remove("ann"));
      assertFalse(people.loggedIn("five").isPresent());
      assertEquals(2, people.add("ann", "hash", 7).orElseThrow().id(), "no number comes twice");
    }
  }
}

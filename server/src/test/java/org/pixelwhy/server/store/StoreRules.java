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
    return model(store, Person.NOBODY, title);
  }

  static long model(Store store, Person person, String title) {
    try (Held file = store.blobs().put(bytes("network " + title))) {
      return store
          .library()
          .keep(
              new ModelRow(
                  0,
                  Owned.only(person),
                  title,
                  file.hash(),
                  Optional.of(file.hash()),
                  Optional.empty(),
                  true));
    }
  }

  static long image(Store store, String title) {
    return image(store, Person.NOBODY, title);
  }

  static long image(Store store, Person person, String title) {
    try (Held file = store.blobs().put(bytes("image " + title))) {
      return store
          .library()
          .keep(
              new ImageRow(
                  0, Owned.only(person), title, Optional.of(file.hash()), "picture", "", true));
    }
  }

  static long explain(Store store, long model, long image, OptionalLong to, String map) {
    return explain(store, Person.NOBODY, new long[] {model, image}, to, map);
  }

  static long explain(Store store, Person person, long[] about, OptionalLong to, String map) {
    try (Held pixels = store.blobs().put(bytes("pixels"));
        Held values = store.blobs().put(bytes(map))) {
      About what =
          new About("class cat (7 pixels)", about[0], about[1], OptionalLong.empty(), "class");
      AnswerRow answer = new AnswerRow("{}", "{\"maps\":[{}]}", "{}", List.of(values.hash()));
      return store
          .explanations()
          .add(new Added(person, to, what, pixels.hash(), map.length(), answer))
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
      assertEquals("m", store.library().models(Person.NOBODY).get(0).title());
      assertEquals("i", store.library().images(Person.NOBODY).get(0).title());
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
  void explainersGoWithTheirModelAndTheOldestWhereThereAreTooMany() throws IOException {
    try (Store store = Store.open(storage())) {
      long model = model(store, "m");
      for (int i = 1; i <= 3; i++) {
        try (Held file = store.blobs().put(bytes("explainer " + i))) {
          store
              .explainers()
              .keep(new ExplainerRow(0, Person.NOBODY, model, "e" + i, file.hash()), 2);
        }
      }
      store.sweep();
      assertEquals(3, files(), "the model and two explainers");
      assertEquals(
          List.of("e2", "e3"),
          store.explainers().of(Person.NOBODY, model).stream().map(ExplainerRow::title).toList());
      assertEquals(List.of(), store.explainers().of(new Person("a1"), model));
      assertEquals(Optional.empty(), store.explainers().get(1));
      store.library().listModel(model, false);
      store.sweep();
      assertEquals(0, files());
      assertEquals(Optional.empty(), store.explainers().get(3));
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

  static List<Long> ids(Store store, String text, long before, int most) {
    return store.explanations().find(Person.NOBODY, text, before, most).stream()
        .map(ExplanationRow::id)
        .toList();
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
      assertEquals(0, store.explanations().trim(Person.NOBODY, 40));
      assertEquals(2, store.explanations().trim(Person.NOBODY, 25));
      assertEquals(List.of(4L, 1L), ids(store, "", Long.MAX_VALUE, 9));
      assertEquals(
          0, store.explanations().trim(Person.NOBODY, 1), "the newest and the named one stay");
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
      assertEquals(1, store.library().models(Person.NOBODY).size());
    }
  }

  @Test
  void theSameModelIsListedOnce() {
    try (Store store = Store.open(storage())) {
      long model = model(store, "m");
      store.library().listModel(model, false);
      assertEquals(List.of(), store.library().models(Person.NOBODY));
      assertEquals(model, model(store, "m"));
      assertEquals(1, store.library().models(Person.NOBODY).size());
    }
  }

  @Test
  void imagesThatWereNotCopiedAreNeverTakenForEachOther() {
    try (Store store = Store.open(storage())) {
      ImageRow folder =
          new ImageRow(0, Owned.everybodys(), "ct", Optional.empty(), "elsewhere", "", true);
      long first = store.library().keep(folder);
      assertNotEquals(first, store.library().keep(folder));
      assertEquals(image(store, "i"), image(store, "i"), "the same bytes are the same image");
    }
  }
}

package org.pixelwhy.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.pixelwhy.tensor.InputException;

/** The store with a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class PostgresStoreTest extends PeopleRules {
  private Postgres postgres;
  private String database;
  private int made;

  @BeforeAll
  void start() {
    postgres = Postgres.start();
  }

  @BeforeEach
  void make() {
    database = postgres.database("store" + ++made);
  }

  @AfterAll
  void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  Storage storage() {
    return new Storage(
        Optional.of(folder.resolve("data")), Optional.of(DatabaseAddress.postgresql(database)));
  }

  @Test
  void aDatabaseThatIsGoneIsSaidAndServesAgainWhenItIsBack() {
    try (Store store = Store.open(storage())) {
      long model = model(store, "m");
      postgres.stop();
      try {
        StoreGoneException gone =
            assertThrows(StoreGoneException.class, () -> store.library().model(model));
        assertTrue(gone.getMessage().contains("nothing is lost"));
        assertThrows(StoreGoneException.class, () -> model(store, "other"));
      } finally {
        postgres.resume();
      }
      assertEquals("m", store.library().model(model).orElseThrow().title());
      assertEquals(1, store.library().models(Person.NOBODY).size());
    }
  }

  @Test
  void aDatabaseOfAnotherFolderIsRefused() {
    Store.open(storage()).close();
    Storage other =
        new Storage(
            Optional.of(folder.resolve("other")),
            Optional.of(DatabaseAddress.postgresql(database)));
    InputException refused = assertThrows(InputException.class, () -> Store.open(other).close());
    assertTrue(refused.getMessage().contains("another data folder"), refused.getMessage());
  }

  @Test
  void anotherDatabaseDoesNotTakeTheFilesOfAFolder() {
    Storage file = Storage.in(folder.resolve("data"));
    try (Store store = Store.open(file)) {
      model(store, "m");
    }
    InputException refused =
        assertThrows(InputException.class, () -> Store.open(storage()).close());
    assertTrue(refused.getMessage().contains("in another database"), refused.getMessage());
    try (Store store = Store.open(file)) {
      assertEquals(
          "network m",
          new String(
              store.blobs().read(store.library().models(Person.NOBODY).get(0).hash()),
              StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatCannotBeReachedIsSaidWithoutThePassword() {
    Storage nowhere =
        new Storage(
            Optional.of(folder.resolve("data")),
            Optional.of(DatabaseAddress.postgresql("postgresql://me:s3cret@127.0.0.1:1/none")));
    InputException refused = assertThrows(InputException.class, () -> Store.open(nowhere).close());
    assertTrue(refused.getMessage().contains("127.0.0.1:1/none"), refused.getMessage());
    assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
    Store.open(storage()).close();
  }
}

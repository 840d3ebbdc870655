package org.pixelwhy.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds of accounts in every database. */
abstract class PeopleRules extends JobRules {
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

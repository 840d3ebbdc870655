package org.pixelwhy.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
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

  @Test
  void everybodyHasTheirOwnModelsImagesAndExplanations() {
    Person ann = new Person("a1");
    Person bob = new Person("a2");
    try (Store store = Store.open(storage())) {
      long model = model(store, ann, "m");
      long image = image(store, ann, "i");
      assertNotEquals(model, model(store, bob, "m"), "the same bytes, and each their own row");
      assertNotEquals(image, image(store, bob, "i"));
      assertEquals(List.of(model), store.library().models(ann).stream().map(ModelRow::id).toList());
      assertEquals(1, store.library().openImages(bob));
      assertEquals(List.of(), store.library().models(Person.NOBODY));
      long[] about = {model, image};
      long first = explain(store, ann, about, OptionalLong.empty(), "ten bytes1");
      explain(store, ann, about, OptionalLong.empty(), "ten bytes2");
      explain(store, bob, about, OptionalLong.empty(), "ten bytes3");
      assertEquals(2, store.explanations().find(ann, "", Long.MAX_VALUE, 9).size());
      assertEquals(1, store.explanations().find(bob, "", Long.MAX_VALUE, 9).size());
      assertEquals(1, store.explanations().trim(ann, 15));
      assertEquals(0, store.explanations().trim(bob, 15));
      assertEquals(Optional.empty(), store.explanations().get(first), "hers, and not his");
    }
  }

  @Test
  void whatIsAddedToAnotherPersonsExplanationIsNot() {
    Person ann = new Person("a1");
    try (Store store = Store.open(storage())) {
      long[] about = {model(store, ann, "m"), image(store, ann, "i")};
      long hers = explain(store, ann, about, OptionalLong.empty(), "map");
      assertThrows(
          NoSuchElementException.class,
          () -> explain(store, new Person("a2"), about, OptionalLong.of(hers), "map"));
      assertEquals(1, store.explanations().get(hers).orElseThrow().answers().size());
    }
  }

  @Test
  void whatIsEverybodysIsListedToAllAndWhatIsSharedLendsWhatItIsAbout() {
    Person ann = new Person("a1");
    Person bob = new Person("a2");
    try (Store store = Store.open(storage())) {
      assertFalse(store.library().anythingShared());
      ImageRow everybodys =
          new ImageRow(0, Owned.everybodys(), "all", Optional.empty(), "elsewhere", "", true);
      long all = store.library().keep(everybodys);
      assertEquals(List.of(all), store.library().images(bob).stream().map(ImageRow::id).toList());
      assertFalse(store.library().anythingShared(), "there is no model");
      long model = model(store, ann, "m");
      long image = image(store, ann, "i");
      long id = explain(store, ann, new long[] {model, image}, OptionalLong.empty(), "map");
      assertFalse(store.library().lentModel(model) || store.library().lentImage(image));
      assertTrue(store.explanations().share(id, true));
      assertFalse(store.explanations().share(id + 1, true));
      assertTrue(store.explanations().get(id).orElseThrow().owned().visibleTo(bob));
      assertTrue(store.library().lentModel(model) && store.library().lentImage(image));
      store.explanations().share(id, false);
      assertFalse(store.library().lentModel(model) || store.library().lentImage(image));
    }
  }

  @Test
  void anAccountAdoptsWhatWasNobodysButNotWhatIsEverybodys() {
    try (Store store = Store.open(storage())) {
      AccountRow ann = store.people().add("ann", "hash", 7).orElseThrow();
      long model = model(store, "m");
      long image = image(store, "i");
      long id = explain(store, model, image, OptionalLong.empty(), "map");
      ImageRow all = new ImageRow(0, Owned.everybodys(), "all", Optional.empty(), "e", "", true);
      long everybodys = store.library().keep(all);
      store.people().adopt(Person.of(ann));
      assertEquals(Owned.only(Person.of(ann)), store.library().model(model).orElseThrow().owned());
      assertEquals(Owned.only(Person.of(ann)), store.explanations().get(id).orElseThrow().owned());
      assertEquals(Owned.everybodys(), store.library().image(everybodys).orElseThrow().owned());
      store.people().remove("ann");
      assertFalse(
          store.library().model(model).isPresent() || store.library().image(image).isPresent());
      assertTrue(store.library().image(everybodys).isPresent());
    }
  }
}

package org.pixelwhy.server.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pixelwhy.server.accounts.Door.Lock;
import org.pixelwhy.server.accounts.Door.Opened;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.InputException;

/** Who is let in, and for how long; the clock is the test's. */
class DoorTest {
  private static final String RIGHT = "correct horse";
  private static final String HOME = "10.0.0.1";

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Store store;
  private Accounts accounts;
  private Door door;

  @BeforeEach
  void open() {
    store = Store.open(Storage.NOTHING);
    accounts = new Accounts(store.people());
    accounts.add("Ann", RIGHT, false);
    door = new Door(store.people(), Lock.ACCOUNT, Optional.empty(), () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Opened ann() {
    return door.byPassword(" ANN ", RIGHT, HOME);
  }

  @Test
  void theRightPasswordLetsInAndTheCookieIsRememberedAsAHashOnly() {
    Opened opened = ann();
    assertEquals("ann", opened.session().name());
    assertEquals(new Person("a1"), opened.session().person());
    assertTrue(opened.cookie().matches("[A-Za-z0-9_-]{43}"), opened.cookie());
    assertEquals(Optional.of(opened.session()), door.byCookie(opened.cookie()));
    assertEquals(Optional.empty(), store.people().loggedIn(opened.cookie()));
    assertNotEquals(opened.cookie(), ann().cookie());
    String kept = store.people().named("ann").orElseThrow().password();
    assertTrue(kept.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), kept);
    assertEquals(kept.length(), Passwords.NOBODYS.length(), "the same work for unknown names");
    assertEquals(kept.substring(0, 31), Passwords.NOBODYS.substring(0, 31));
  }

  @Test
  void wrongPasswordsAndUnknownNamesAreToldTheSame() {
    NotKnownException wrong =
        assertThrows(
            NotKnownException.class, () -> door.byPassword("ann", "incorrect horse", HOME));
    NotKnownException unknown =
        assertThrows(NotKnownException.class, () -> door.byPassword("bob", RIGHT, HOME));
    assertEquals(wrong.getMessage(), unknown.getMessage());
    assertThrows(NotKnownException.class, () -> door.byPassword("ann", "", HOME));
    assertThrows(NotKnownException.class, () -> door.byPassword("ann", "a".repeat(1 << 20), HOME));
  }

  @Test
  void forgedAndReplayedCookiesAreWorthNothing() {
    Opened opened = ann();
    for (String forged : new String[] {"", "x", opened.cookie() + "A", "' or 1=1 --", "a1"}) {
      assertEquals(Optional.empty(), door.byCookie(forged), forged);
    }
    door.close(opened.cookie());
    assertEquals(Optional.empty(), door.byCookie(opened.cookie()));
  }

  @Test
  void whoDoesNothingForADayHasToLogInAgainAndWhoDoesSomethingHasNot() {
    Opened opened = ann();
    for (int i = 0; i < 3; i++) {
      now = now.plus(Duration.ofHours(23));
      assertTrue(door.byCookie(opened.cookie()).isPresent(), "day " + i);
    }
    now = now.plus(Duration.ofHours(24));
    assertEquals(Optional.empty(), door.byCookie(opened.cookie()));
  }

  @Test
  void afterTwoWeeksEverybodyHasToLogInAgain() {
    Opened opened = ann();
    Instant end = now.plus(Duration.ofDays(14));
    while (now.plus(Duration.ofHours(12)).isBefore(end)) {
      now = now.plus(Duration.ofHours(12));
      assertTrue(door.byCookie(opened.cookie()).isPresent());
    }
    now = end;
    assertEquals(Optional.empty(), door.byCookie(opened.cookie()));
  }

  @Test
  void aNewPasswordEndsAllThatTheOldOneOpened() {
    Opened before = ann();
    String token = accounts.token("ann");
    accounts.password("ann", "another horse");
    assertEquals(Optional.empty(), door.byCookie(before.cookie()));
    assertEquals(Optional.empty(), door.byBearer(token));
    assertThrows(NotKnownException.class, this::ann);
    assertEquals("ann", door.byPassword("ann", "another horse", HOME).session().name());
  }

  @Test
  void anAccountThatIsRemovedIsGoneAndItsNamesakeIsSomebodyElse() {
    Opened before = ann();
    accounts.remove("ann");
    assertEquals(Optional.empty(), door.byCookie(before.cookie()));
    assertThrows(NotKnownException.class, this::ann);
    accounts.add("ann", RIGHT, false);
    assertEquals(new Person("a2"), ann().session().person());
    assertEquals(Optional.empty(), door.byCookie(before.cookie()));
  }

  @Test
  void programsAreLetInByTheLatestTokenOfAnAccount() {
    String first = accounts.token("ann");
    assertEquals("ann", door.byBearer(first).orElseThrow().name());
    String second = accounts.token("ann");
    assertEquals(Optional.empty(), door.byBearer(first));
    assertEquals(new Person("a1"), door.byBearer(second).orElseThrow().person());
    assertEquals(Optional.empty(), door.byBearer(ann().cookie()), "a cookie is no token");
    assertEquals(Optional.empty(), door.byCookie(second), "a token is no cookie");
  }

  @Test
  void whoFailsTooOftenIsHeldUpEvenWithTheRightPassword() {
    for (int i = 0; i < 5; i++) {
      String wrong = "wrong horse " + i;
      assertThrows(NotKnownException.class, () -> door.byPassword("ann", wrong, HOME));
    }
    TooOftenException held = assertThrows(TooOftenException.class, this::ann);
    assertEquals(1, held.seconds());
    now = now.plusSeconds(1);
    assertEquals("ann", ann().session().name());
    assertEquals("ann", ann().session().name(), "and then begins anew");
  }

  @Test
  void aTokenForOnePersonLetsInUntilTheServerHasAnother() {
    String token = Door.newToken();
    Door own = new Door(store.people(), Lock.TOKEN, Optional.of(token), () -> now);
    assertThrows(NotKnownException.class, () -> own.byToken(token + "x", HOME));
    Opened opened = own.byToken(token, HOME);
    assertEquals(Person.NOBODY, opened.session().person());
    assertTrue(own.byCookie(opened.cookie()).isPresent());
    assertTrue(own.byBearer(token).isPresent());
    assertFalse(own.byBearer(token.substring(1)).isPresent());
    assertEquals(Optional.empty(), door.byCookie(opened.cookie()), "it is no account");
    assertEquals(Optional.empty(), own.byCookie(ann().cookie()), "an account is no token");
    Door later = new Door(store.people(), Lock.TOKEN, Optional.of(Door.newToken()), () -> now);
    assertEquals(Optional.empty(), later.byCookie(opened.cookie()));
  }

  @Test
  void theProofOfALogInIsItsOwn() {
    Session one = ann().session();
    Session two = ann().session();
    assertTrue(one.proves(one.proof()));
    assertFalse(one.proves(two.proof()));
    assertFalse(one.proves(""));
  }

  @Test
  void namesAndPasswordsThatCannotBeAreRefused() {
    for (String name : new String[] {"", " ", "-a", "a b", "ä", "a".repeat(41), "a'b"}) {
      assertThrows(InputException.class, () -> accounts.add(name, RIGHT, false), name);
    }
    assertThrows(InputException.class, () -> accounts.add("ANN", RIGHT, false), "taken");
    assertThrows(InputException.class, () -> accounts.add("bob", "123456789", false));
    assertThrows(InputException.class, () -> accounts.add("bob", "a".repeat(201), false));
    assertThrows(InputException.class, () -> accounts.remove("bob"));
    assertThrows(InputException.class, () -> accounts.password("bob", RIGHT));
    assertThrows(InputException.class, () -> accounts.token("bob"));
  }
}

package org.pixelwhy.server.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long one has to wait after attempts that failed; the clock is the test's. */
class DelaysTest {
  private long now = 1_000_000;
  private final Delays delays = new Delays(() -> Instant.ofEpochMilli(now));

  private Optional<Duration> attempt(String name, String address) {
    return delays.attempt(name, address);
  }

  @Test
  void afterFiveFailuresEachOneDoublesTheWaitUpToFiveMinutes() {
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.empty(), attempt("ann", "1.1.1." + i), "failure " + i);
    }
    long expected = 1_000;
    for (int i = 0; i < 12; i++) {
      assertEquals(Optional.of(Duration.ofMillis(expected)), attempt("ann", "2.2.2.2"));
      now += expected - 1;
      assertEquals(Optional.of(Duration.ofMillis(1)), attempt("ann", "2.2.2.2"));
      now++;
      assertEquals(Optional.empty(), attempt("ann", "3.3.3." + i));
      expected = Math.min(300_000, expected * 2);
    }
    assertEquals(300_000, expected);
  }

  @Test
  void whatIsRefusedIsNotCountedSoNobodyIsKeptOutForeverByAsking() {
    for (int i = 0; i < 5; i++) {
      attempt("ann", "1.1.1.1");
    }
    for (int i = 0; i < 1_000; i++) {
      assertTrue(attempt("ann", "1.1.1.1").isPresent());
    }
    now += 1_000;
    assertEquals(Optional.empty(), attempt("ann", "1.1.1.1"));
  }

  @Test
  void oneAddressIsHeldUpWhateverNamesItTries() {
    for (int i = 0; i < 20; i++) {
      assertEquals(Optional.empty(), attempt("name" + i, "6.6.6.6"));
    }
    assertTrue(attempt("another", "6.6.6.6").isPresent());
    assertEquals(Optional.empty(), attempt("another", "7.7.7.7"));
  }

  @Test
  void successBeginsANameAnewButLeavesTheAddressItsEarlierFailures() {
    for (int i = 0; i < 19; i++) {
      attempt("name" + i, "6.6.6.6");
    }
    attempt("own", "6.6.6.6");
    delays.succeeded("own", "6.6.6.6");
    assertEquals(Optional.empty(), attempt("x", "6.6.6.6"), "19 failures");
    assertTrue(attempt("own", "6.6.6.6").isPresent(), "one's own account buys no more attempts");
  }

  @Test
  void anHourWithoutFailureIsForgotten() {
    for (int i = 0; i < 5; i++) {
      attempt("ann", "1.1.1.1");
    }
    assertTrue(attempt("ann", "1.1.1.1").isPresent());
    now += 3_600_000;
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.empty(), attempt("ann", "1.1.1.1"));
    }
  }

  @Test
  void memoryIsBoundedAndWhoeverGoesOnIsRemembered() {
    String long1000 = "n".repeat(1_000);
    for (int i = 0; i < 30_000; i++) {
      attempt(i + long1000, "9.9." + i / 250 + "." + i % 250);
      if (i % 1_000 == 0) {
        attempt("ann", "8.8.8." + i / 1_000);
        now += 1_000;
      }
    }
    assertTrue(delays.letters() <= 10_000 * 72, delays.letters() + " letters");
    assertTrue(attempt("ann", "8.8.8.200").isPresent());
  }
}

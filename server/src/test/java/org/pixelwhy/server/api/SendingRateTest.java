package org.pixelwhy.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;

/** By a clock that the test moves. */
class SendingRateTest {
  private long now;

  private final SendingRate rate = new SendingRate(() -> now);

  private int read(int bytes, long millis) throws IOException {
    return rate.of(
        () -> {
          now += TimeUnit.MILLISECONDS.toNanos(millis);
          return bytes;
        });
  }

  @Test
  void whoDripsIsRefusedAsSoonAsTheFirstSecondsAreOver() throws IOException {
    for (int i = 0; i < SendingRate.GRACE_SECONDS; i++) {
      assertEquals(1, read(1, 1000));
    }
    InputException refused = assertThrows(InputException.class, () -> read(1, 1000));
    assertEquals(
        "the body comes too slowly: expected at least 4096 bytes a second; send it again",
        refused.getMessage());
  }

  @Test
  void theLeastRateIsEnoughHoweverLongItTakes() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      assertEquals(SendingRate.LEAST_BYTES_A_SECOND, read(SendingRate.LEAST_BYTES_A_SECOND, 1000));
    }
  }

  @Test
  void aBeginningInAHurryDoesNotPayForDrippingEverAfter() throws IOException {
    read(20 * SendingRate.LEAST_BYTES_A_SECOND, 1000);
    assertThrows(
        InputException.class,
        () -> {
          for (int i = 0; i < 25; i++) {
            read(1, 1000);
          }
        });
  }

  @Test
  void timeThatTheServerTakesItselfDoesNotCount() throws IOException {
    for (int i = 0; i < 100; i++) {
      assertEquals(1, read(1, 10));
      now += TimeUnit.HOURS.toNanos(1);
    }
  }

  @Test
  void aBodyThatIsAtItsEndIsNotTooSlow() throws IOException {
    assertEquals(-1, read(-1, 20_000));
  }
}

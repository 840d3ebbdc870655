package org.pixelwhy.server.api;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.pixelwhy.tensor.InputException;

/**
 * How fast a body comes: whoever sent one byte now and then would hold a thread for as long as they
 * like. Only the time in which the server waits for bytes counts, and the first {@value
 * #GRACE_SECONDS} seconds of it are free.
 */
final class SendingRate {
  static final int GRACE_SECONDS = 5;
  static final int LEAST_BYTES_A_SECOND = 4096;

  private static final double NANOS = 1e9;

  private final LongSupplier clock;
  private long waited;
  private long bytes;

  /**
   * Of one body.
   *
   * @param clock as {@link System#nanoTime}
   */
  SendingRate(LongSupplier clock) {
    this.clock = clock;
  }

  /** Something that waits for bytes, and says how many came; negative at the end. */
  interface Reading {
    int read() throws IOException;
  }

  /**
   * Reads some bytes.
   *
   * @throws InputException if they come too slowly
   */
  int of(Reading reading) throws IOException {
    long started = clock.getAsLong();
    int read = reading.read();
    waited += clock.getAsLong() - started;
    bytes += Math.max(0, read);
    double seconds = waited / NANOS;
    if (read > 0 && seconds > GRACE_SECONDS && bytes < LEAST_BYTES_A_SECOND * seconds) {
      throw new InputException(
          "the body comes too slowly: expected at least "
              + LEAST_BYTES_A_SECOND
              + " bytes a second; send it again");
    }
    return read;
  }
}

package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;

class WatchTest {
  private static final Path FILE = Path.of("scan.dcm");

  @Test
  void whatTheDecoderGivesOrThrowsIsPassedOn() throws IOException {
    Watch watch = Watch.of(1);
    assertEquals(7, watch.over(FILE, () -> 7));
    assertThrows(IOException.class, () -> watch.over(FILE, () -> fail(new IOException("x"))));
    assertThrows(
        IllegalStateException.class,
        () -> watch.over(FILE, () -> fail(new IllegalStateException())));
  }

  private static int fail(Exception e) throws Exception {
    throw e;
  }

  @Test
  void aDecoderThatGoesOnWithoutEndIsLeftBehind() {
    CountDownLatch never = new CountDownLatch(1);
    Watch impatient = new Watch(Duration.ofMillis(20));
    InputException refused =
        assertThrows(
            InputException.class,
            () ->
                impatient.over(
                    FILE,
                    () -> {
                      never.await();
                      return 0;
                    }));
    assertTrue(refused.getMessage().startsWith("scan.dcm: decoding does not"), refused::getMessage);
  }
}

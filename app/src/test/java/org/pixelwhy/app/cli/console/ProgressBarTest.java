package org.pixelwhy.app.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private final AtomicLong nanos = new AtomicLong();

  private String drawn() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void pass(long seconds) {
    nanos.addAndGet(seconds * 1_000_000_000L);
  }

  @Test
  void saysHowLongTheWorkTakesYetOnceItsStepsHaveShownThat() {
    try (ProgressBar bar = new ProgressBar(terminal, true, nanos::get)) {
      bar.step("rise", 0, 100);
      assertFalse(drawn().contains("left"), drawn());
      pass(10);
      bar.step("rise", 10, 100);
      assertTrue(drawn().endsWith("10/100 rise, 2 min left"), drawn());
      pass(40);
      bar.step("rise", 50, 100);
      assertTrue(drawn().endsWith("50/100 rise, 50 s left"), drawn());
      bar.step("occlusion", 0, 1000);
      assertTrue(drawn().endsWith("0/1000 occlusion"), drawn());
      pass(100);
      bar.step("occlusion", 1, 1000);
      assertTrue(drawn().endsWith("1/1000 occlusion, 27.8 h left"), drawn());
    }
  }

  @Test
  void withoutATerminalLongWorkWritesALineAMinute() {
    try (ProgressBar bar = new ProgressBar(terminal, false, nanos::get)) {
      for (int i = 0; i < 180; i++) {
        bar.step("rise", i, 200);
        pass(1);
      }
    }
    String lines =
        String.join(
            System.lineSeparator(), "60/200 rise, 2 min left", "120/200 rise, 1 min left", "");
    assertEquals(lines, drawn());
  }

  @Test
  void drawsNothingWhereThereIsNoTerminal() {
    try (ProgressBar bar = new ProgressBar(terminal, false, nanos::get)) {
      bar.step("image.png", 1, 4);
    }
    assertEquals(0, bytes.size());
  }

  @Test
  void fillsAsTheWorkGoesOnAndRemovesItselfInTheEnd() {
    try (ProgressBar bar = new ProgressBar(terminal, true, nanos::get)) {
      bar.step("image.png", 1, 4);
      String drawn = bytes.toString(StandardCharsets.UTF_8);
      assertTrue(drawn.endsWith("[######..................] 1/4 image.png"), drawn);
    }
    assertTrue(bytes.toString(StandardCharsets.UTF_8).endsWith("\r\033[K"));
  }

  @Test
  void shortensLongNamesAtTheirBeginning() {
    try (ProgressBar bar = new ProgressBar(terminal, true, nanos::get)) {
      bar.step("a/".repeat(100) + "end.png", 0, 1);
    }
    String drawn = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(drawn.contains("0/1 ..."), drawn);
    assertTrue(drawn.contains("/end.png"), drawn);
  }
}

package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void drawsNothingWhereThereIsNoTerminal() {
    try (ProgressBar bar = new ProgressBar(terminal, false)) {
      bar.step("image.png", 1, 4);
    }
    assertEquals(0, bytes.size());
  }

  @Test
  void fillsAsTheWorkGoesOnAndRemovesItselfInTheEnd() {
    try (ProgressBar bar = new ProgressBar(terminal, true)) {
      bar.step("image.png", 1, 4);
      String drawn = bytes.toString(StandardCharsets.UTF_8);
      assertTrue(drawn.endsWith("[######..................] 1/4 image.png"), drawn);
    }
    assertTrue(bytes.toString(StandardCharsets.UTF_8).endsWith("\r\033[K"));
  }

  @Test
  void shortensLongNamesAtTheirBeginning() {
    try (ProgressBar bar = new ProgressBar(terminal, true)) {
      bar.step("a/".repeat(100) + "end.png", 0, 1);
    }
    String drawn = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(drawn.contains("0/1 ..."), drawn);
    assertTrue(drawn.contains("/end.png"), drawn);
  }
}

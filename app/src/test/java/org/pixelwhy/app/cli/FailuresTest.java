package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine;

class FailuresTest {
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      new CommandLine(new PixelWhy()).setErr(new PrintWriter(err, true));

  @Test
  void ourOwnFaultIsReportedWithWhereTheDetailsAre() throws IOException {
    int exit = new Failures().report(command, new IllegalStateException("broken"));
    assertEquals(1, exit);
    String[] lines = err.toString().split("\\R");
    assertEquals(2, lines.length);
    assertTrue(lines[0].contains("IllegalStateException: broken"), lines[0]);
    Path details = Path.of(lines[1].replaceAll(".* in ", ""));
    assertTrue(Files.readString(details).contains("FailuresTest"), "holds the stack trace");
    Files.delete(details);
  }

  @Test
  void tooLittleMemoryIsReportedWithAdvice() {
    assertEquals(1, new Failures().report(command, new OutOfMemoryError("Java heap space")));
    assertTrue(err.toString().contains("-Xmx"), err.toString());
  }

  @Test
  void badInputIsOneMessageWithoutStackTrace() {
    assertEquals(2, new Failures().report(command, new InputException("a.png: is empty")));
    assertEquals("pixelwhy: a.png: is empty" + System.lineSeparator(), err.toString());
  }
}

package org.pixelwhy.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BatchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void saysWhichOptionIsMissing() {
    assertEquals(Main.BAD_INPUT, run("--images", "a", "--out", "b"));
    assertTrue(err.toString().contains("'--request=FILE'"), err.toString());
  }

  @Test
  void refusesShardsOfNothingBeforeSparkStarts() {
    assertEquals(
        Main.BAD_INPUT, run("--request", "r", "--images", "a", "--out", "b", "--shard", "0"));
    assertTrue(err.toString().contains("must be 1 or more"), err.toString());
  }

  @Test
  void refusesMasksWhereNothingIsComparedAndFormatsThatItDoesNotWrite() {
    assertEquals(
        Main.BAD_INPUT, run("--request", "r", "--images", "a", "--out", "b", "--masks", "m"));
    assertTrue(err.toString().contains("ground truth serves the comparison"), err.toString());
    assertEquals(
        Main.BAD_INPUT, run("--request", "r", "--images", "a", "--out", "b", "--maps", "tiff"));
    assertTrue(err.toString().contains("'tiff'"), err.toString());
  }

  @Test
  void saysItsVersion() {
    assertEquals(Main.OK, run("--version"));
    assertTrue(out.toString().startsWith("pixelwhy "), out.toString());
  }
}

package org.pixelwhy.app.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.pixelwhy.study.WorkPlan;

class PlanLineTest {
  @Test
  void itSaysPassesTimeAndMemory() {
    assertEquals(
        "about 12769 forward passes of 0.12 s: 26 min or less; about 1100 MiB for the network and"
            + " an image",
        PlanLine.line(new WorkPlan(1, 12769.2, 0.12, 1100.0 * (1 << 20)), false));
    assertEquals(
        "about 600 forward passes of 0.50 s for 3 images like the first: 5 min or less; about 1 MiB"
            + " for the network and an image; scores come on top",
        PlanLine.line(new WorkPlan(3, 600, 0.5, 10), true));
  }

  @Test
  void shortWorkIsNotWorthALine() {
    StringWriter err = new StringWriter();
    ProgressBar none =
        new ProgressBar(new PrintStream(new ByteArrayOutputStream()), false, System::nanoTime);
    PlanLine line = new PlanLine(new PrintWriter(err), none);
    line.planned(new WorkPlan(1, 1000, 0.005, 0));
    assertEquals("", err.toString());
    line.planned(new WorkPlan(1, 1000, 0.5, 0));
    assertEquals(1, err.toString().lines().count());
  }
}

package org.pixelwhy.app.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.pixelwhy.app.cli.console.ProgressBar;

class TrainingPlanTest {
  private long now;

  /** What is said of a training whose steps take so long, the first one longer. */
  private String said(double seconds, int total) {
    StringWriter err = new StringWriter();
    try (ProgressBar bar = ProgressBar.onTerminal()) {
      TrainingPlan plan = new TrainingPlan(new PrintWriter(err), bar, 10, () -> now);
      for (int i = 0; i < total; i++) {
        plan.step("epoch", i, total);
        now += (long) ((i == 0 ? 100 : 1) * seconds * 1e9);
      }
    }
    return err.toString();
  }

  @Test
  void aLongTrainingIsSaidToBeOneOnceItsStepsShowIt() {
    String said = said(0.5, 1200);
    assertEquals(1, said.lines().count());
    assertTrue(
        said.startsWith("1197 steps to do, 120 in each epoch, of 0.50 s: about 10 min, and"), said);
  }

  @Test
  void ofAShortOneNothingIsSaid() {
    assertEquals("", said(0.001, 1200));
  }

  @Test
  void memoryIsSaidWhereItIsKnown() {
    TrainingPlan.Steps steps = new TrainingPlan.Steps(40, 20, 2);
    assertEquals(
        "40 steps to do, 20 in each epoch, of 2.0 s: about 1 min, and the validation images come on"
            + " top; about 812 MiB; Ctrl-C stops, --resume goes on after the last whole epoch",
        TrainingPlan.line(steps, 812));
    assertTrue(TrainingPlan.line(steps, -1).contains("come on top; Ctrl-C stops"));
  }
}

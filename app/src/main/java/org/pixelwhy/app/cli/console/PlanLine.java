package org.pixelwhy.app.cli.console;

import java.io.PrintWriter;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.WorkPlan;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Text;

/** Says before long work what it will take. */
public final class PlanLine implements ResultListener {
  /** Who waits less need not be told. */
  public static final double SHORT_SECONDS = 10;

  private static final double MEBIBYTE = 1 << 20;

  private final PrintWriter err;
  private final ProgressBar progress;
  private boolean scored;

  /**
   * @param progress what stands on the terminal, and is not to be written into
   */
  public PlanLine(PrintWriter err, ProgressBar progress) {
    this.err = err;
    this.progress = progress;
  }

  /** One for maps that are scored. */
  public static PlanLine ofScored(PrintWriter err, ProgressBar progress) {
    PlanLine line = new PlanLine(err, progress);
    line.scored = true;
    return line;
  }

  @Override
  public void begin(SegmentationModel model, ExplainRequest request) {
    scored = !request.scores().isEmpty();
  }

  @Override
  public void planned(WorkPlan plan) {
    if (plan.seconds() >= SHORT_SECONDS) {
      progress.clear();
      err.println(line(plan, scored));
      err.flush();
    }
  }

  static String line(WorkPlan plan, boolean scored) {
    return Text.format(
        "about %d forward passes of %.2g s%s: %s or less; about %d MiB for the network and an"
            + " image%s",
        Math.round(plan.passes()),
        plan.passSeconds(),
        plan.images() == 1 ? "" : Text.format(" for %d images like the first", plan.images()),
        TimeLeft.text(Math.round(plan.seconds())),
        Math.round(Math.max(1, plan.bytes() / MEBIBYTE)),
        scored ? "; scores come on top" : "");
  }

  /** A time in words, such as {@code 12 min}. */
  public static String time(double seconds) {
    return TimeLeft.text(Math.round(seconds));
  }

  @Override
  public void image(ImageResult result) {
    // Told by others.
  }
}

package org.pixelwhy.app.cli.compare;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Interruption;
import org.pixelwhy.app.cli.console.PlanLine;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.GuessText;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.comparison.ComparedMaps;
import org.pixelwhy.report.comparison.ComparisonReport;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.WorkPlan;
import org.pixelwhy.study.comparison.CompareRequest;
import org.pixelwhy.study.comparison.Comparison;
import org.pixelwhy.study.comparison.ComparisonJson;
import org.pixelwhy.study.comparison.ComparisonResult;
import org.pixelwhy.study.comparison.StandingText;
import org.pixelwhy.study.output.OutputFolder;
import picocli.CommandLine;

/** Has methods compared, writes the report and says how they stand. */
final class Comparing {
  private final PrintWriter out;
  private final PrintWriter err;
  private final EngineOption engine;

  Comparing(CommandLine command, EngineOption engine) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.engine = engine;
  }

  /**
   * @param folder where the report goes
   * @param shown of how many images it shows the maps
   * @param json whether to print the result as JSON instead of a summary
   * @return the exit code
   */
  int run(CompareRequest request, Path folder, int shown, boolean json) {
    try (Interruption interruption = Interruption.heeded(err, () -> "Nothing was written.")) {
      return interruption.during(() -> run(request, folder, shown, json, interruption));
    }
  }

  private int run(
      CompareRequest request, Path folder, int shown, boolean json, Interruption interruption) {
    ComparisonResult result;
    Path report;
    ComparedMaps maps = new ComparedMaps(request, shown);
    try (OutputFolder opened = OutputFolder.claim(folder)) {
      result = compared(request, maps, interruption);
      report = new ComparisonReport(result, maps).write(opened.path());
    }
    if (json) {
      out.print(ComparisonJson.text(result, folder, List.of()));
    } else {
      summarize(result);
      out.println("Report: " + report);
    }
    out.flush();
    return result.skipped().stream().allMatch(Failure::absent) ? ExitCode.OK : ExitCode.SOME_FAILED;
  }

  private ComparisonResult compared(
      CompareRequest request, ComparedMaps maps, Interruption interruption) {
    try (Engine opened = engine.open();
        ProgressBar progress = ProgressBar.onTerminal()) {
      PlanLine plan = PlanLine.ofScored(err, progress);
      return Comparison.run(
          opened, interruption.watching(progress), request, new Heard(maps, plan));
    }
  }

  /** Who hears of a comparison meanwhile. */
  private record Heard(ComparedMaps maps, PlanLine plan) implements Comparison.Listener {
    @Override
    public void scored(SegmentationModel model, ImageResult image) {
      maps.scored(model, image);
    }

    @Override
    public void planned(WorkPlan work) {
      plan.planned(work);
    }
  }

  private void summarize(ComparisonResult result) {
    GuessText.line(result.model().card()).ifPresent(out::println);
    out.printf(Locale.ROOT, "%d images%n", result.images().size());
    result.skipped().forEach(image -> out.printf(Locale.ROOT, "left out: %s%n", image));
    if (result.dice().n() > 0) {
      out.println(StandingText.dice(result.dice()));
    }
    for (String title : result.titles()) {
      int blank = result.blank(title).size();
      if (blank > 0) {
        out.printf(
            Locale.ROOT,
            "%s: blank on %d of %d images, without a score there%n",
            title,
            blank,
            result.images().size());
      }
    }
    StandingText.lines(result.standings()).forEach(out::println);
  }
}

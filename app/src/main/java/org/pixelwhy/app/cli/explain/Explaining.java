package org.pixelwhy.app.cli.explain;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pixelwhy.app.cli.console.Advice;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Interruption;
import org.pixelwhy.app.cli.console.PlanLine;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.ReportOptions;
import org.pixelwhy.report.StudyReport;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine;

/** Has a request answered, with the report written meanwhile, and says where it is. */
final class Explaining {
  private static final int MOST_NAMED = 5;

  private final PrintWriter out;
  private final PrintWriter err;
  private final EngineOption engine;

  Explaining(CommandLine command, EngineOption engine) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.engine = engine;
  }

  /**
   * @param path of the folder where the report goes
   * @param options what the report shows and keeps
   * @param json whether to print the result as JSON instead of a summary
   * @return the exit code
   */
  int run(ExplainRequest request, Path path, ReportOptions options, boolean json) {
    LeftByExplaining left = new LeftByExplaining(path, request.images().size());
    try (Interruption interruption = Interruption.heeded(err, left::text)) {
      return interruption.during(
          () -> run(request, path, options, new Watched(json, left, interruption)));
    }
  }

  /** How a run is watched: whether it prints nothing meanwhile, who counts, who may stop it. */
  private record Watched(boolean json, LeftByExplaining left, Interruption interruption) {}

  private int run(ExplainRequest request, Path path, ReportOptions options, Watched watched) {
    boolean json = watched.json();
    try (OutputFolder folder = OutputFolder.claim(path);
        StudyReport report = new StudyReport(folder, options, List::of)) {
      RunSummary summary =
          run(request, report, List.of(watched.left()), watched.interruption()::watching, json);
      if (json) {
        copy(report.json());
        summary.failures().forEach(failure -> err.println("pixelwhy: not explained: " + failure));
        Advice.on(summary).ifPresent(err::println);
        err.flush();
      }
      return summary.failures().isEmpty() ? ExitCode.OK : ExitCode.SOME_FAILED;
    }
  }

  /**
   * The same with somebody else who hears of the results, and parts for the report.
   *
   * @param parts asked for in the end
   * @param beside what else belongs into the folder
   */
  void run(
      ExplainRequest request,
      OutputFolder folder,
      ResultListener listener,
      Supplier<List<ReportPart>> parts,
      List<Path> beside) {
    try (StudyReport report = new StudyReport(folder, parts)) {
      beside.forEach(report::expect);
      run(request, report, List.of(listener), progress -> progress, false);
    }
  }

  private RunSummary run(
      ExplainRequest request,
      StudyReport report,
      List<ResultListener> others,
      UnaryOperator<Progress> watch,
      boolean quiet) {
    RunSummary summary;
    try (Engine opened = engine.open(request.settings().run().memory());
        ProgressBar progress = ProgressBar.onTerminal()) {
      List<ResultListener> listeners = new ArrayList<>(others);
      listeners.add(report);
      listeners.add(new PlanLine(err, progress));
      if (!quiet) {
        listeners.add(new ConsoleSummary(out, progress));
      }
      summary =
          new Study(opened, watch.apply(progress)).explain(request, ResultListener.all(listeners));
    }
    if (!quiet) {
      out.println("Report: " + report.page());
      strangers(report).ifPresent(out::println);
      out.flush();
    }
    return summary;
  }

  /** What a reader of the folder may take for a part of the result, and is none. */
  private static Optional<String> strangers(StudyReport report) {
    List<String> names = report.strangers();
    String more = names.size() > MOST_NAMED ? ", ..." : "";
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "Not of this run, in the same folder: %s%s",
                String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))), more));
  }

  private void copy(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      reader.transferTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

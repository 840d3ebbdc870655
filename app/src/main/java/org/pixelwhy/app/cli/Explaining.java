package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.pixelwhy.attribution.Attribution.CutOff;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.StudyReport;
import org.pixelwhy.study.ExplainRequest;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.ResultFiles;
import org.pixelwhy.study.ResultJson;
import org.pixelwhy.study.ResultNames;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.tensor.Text;

/** Has a request answered, writes the report and says where it is. */
final class Explaining {
  private final PrintWriter out;
  private final EngineOption engine;

  Explaining(PrintWriter out, EngineOption engine) {
    this.out = out;
    this.engine = engine;
  }

  /**
   * @param folder where the report goes
   * @param json whether to print the result as JSON instead of a summary
   */
  void run(ExplainRequest request, Path folder, boolean json) {
    run(request, folder, json, StudyReport::new);
  }

  /** The same with a report of one's own; gives the result. */
  StudyResult run(
      ExplainRequest request,
      Path folder,
      boolean json,
      Function<StudyResult, StudyReport> reported) {
    ResultFiles.require(folder);
    StudyResult result;
    try (Engine opened = engine.open();
        ProgressBar progress = ProgressBar.onTerminal()) {
      result = new Study(opened, progress).explain(request);
    }
    Path report = reported.apply(result).write(folder);
    if (json) {
      out.print(ResultJson.text(result, new ResultNames(result)));
    } else {
      GuessText.line(result.model().card()).ifPresent(out::println);
      result.images().forEach(this::summarize);
      out.println("Report: " + report);
    }
    out.flush();
    return result;
  }

  private void summarize(ImageResult image) {
    out.printf(Locale.ROOT, "%s: %s%n", image.source().title(), image.target().description());
    image.warnings().forEach(this::warn);
    for (MapResult map : image.maps()) {
      map.warnings().forEach(warning -> warn(map.title() + ": " + warning));
      map.attribution().extras().cutOff().ifPresent(cutOff -> advise(map, cutOff));
      map.scores().forEach(score -> summarize(map, score));
    }
  }

  private void summarize(MapResult map, ScoreResult result) {
    String title =
        Text.format("  %s: %s", map.title(), result.score().title().toLowerCase(Locale.ROOT));
    if (result.value().isPresent()) {
      out.printf(Locale.ROOT, "%s %s (%s)%n", title, result.text(), result.score().direction());
    } else {
      out.printf(Locale.ROOT, "%s does not apply: %s%n", title, String.join("; ", result.notes()));
    }
  }

  private void advise(MapResult map, CutOff cutOff) {
    boolean canStay =
        map.method().options().stream().anyMatch(option -> option.name().equals("relu"));
    List<String> ways = new ArrayList<>();
    if (canStay) {
      ways.add(Text.format("the signed map by --option %s.relu=off", map.method().id()));
    }
    cutOff.otherLayer().ifPresent(layer -> ways.add("the other layer by --layer " + layer));
    if (!ways.isEmpty()) {
      out.println("           see " + String.join(", ", ways));
    }
  }

  private void warn(String warning) {
    out.println("  warning: " + warning);
  }
}

package org.pixelwhy.app.cli.explain;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pixelwhy.app.cli.console.Advice;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.option.GuessText;
import org.pixelwhy.attribution.Attribution.CutOff;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.ImageNames;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Text;

/** Says of each image, as soon as it is explained, what there is to know at once. */
final class ConsoleSummary implements ResultListener {
  private final PrintWriter out;
  private final ProgressBar progress;
  private Optional<String> guesses = Optional.empty();
  private ImageNames names = new ImageNames(List.of());
  private int asked;

  /**
   * @param progress what stands on the terminal meanwhile, and is not to be written into
   */
  ConsoleSummary(PrintWriter out, ProgressBar progress) {
    this.out = out;
    this.progress = progress;
  }

  @Override
  public void begin(SegmentationModel model, ExplainRequest request) {
    asked = request.images().size();
    names = new ImageNames(request.images());
    guesses = GuessText.line(model.card());
  }

  @Override
  public void image(ImageResult image) {
    progress.clear();
    // Not before anything is explained: of a run that fails there is only the reason to read.
    guesses.ifPresent(out::println);
    guesses = Optional.empty();
    String title = names.next(image.source()).title();
    for (TargetResult target : image.targets()) {
      out.printf(Locale.ROOT, "%s: %s%n", title, target.description());
      target.warnings().forEach(this::warn);
      if (target == image.target()) {
        image.predictionWarnings().forEach(this::warn);
      }
      for (MapResult map : target.maps()) {
        map.warnings().forEach(warning -> warn(map.title() + ": " + warning));
        map.attribution().extras().cutOff().ifPresent(cutOff -> advise(map, cutOff));
        map.scores().forEach(score -> summarize(map, score));
      }
    }
    out.flush();
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

  @Override
  public void end(RunSummary summary) {
    progress.clear();
    failures(summary, out);
  }

  /** Names what could not be explained, and why. */
  private void failures(RunSummary summary, PrintWriter printer) {
    for (Failure failure : summary.failures()) {
      printer.printf(Locale.ROOT, "not explained: %s%n", failure);
    }
    Advice.on(summary).ifPresent(printer::println);
    if (!summary.failures().isEmpty()) {
      printer.printf(Locale.ROOT, "%d of %d images explained%n", summary.explained(), asked);
    }
    printer.flush();
  }
}

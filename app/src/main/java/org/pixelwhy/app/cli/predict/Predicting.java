package org.pixelwhy.app.cli.predict;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.pixelwhy.app.cli.console.Advice;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Interruption;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.GuessText;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.PredictionFolder;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.output.ImageNames;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.prediction.ClassArea;
import org.pixelwhy.study.prediction.PredictRequest;
import org.pixelwhy.study.prediction.PredictedImage;
import org.pixelwhy.study.prediction.PredictionListener;
import org.pixelwhy.study.prediction.PredictionStudy;
import org.pixelwhy.study.prediction.VolumeAreas;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine;

/** Has images predicted, masks written meanwhile, and says what there is on them. */
final class Predicting {
  private final PrintWriter out;
  private final PrintWriter err;
  private final EngineOption engine;
  private final boolean probabilities;

  Predicting(CommandLine command, EngineOption engine, boolean probabilities) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.engine = engine;
    this.probabilities = probabilities;
  }

  /**
   * What is shown of a prediction.
   *
   * @param overlays whether to draw it over the images
   * @param window that those are shown through
   * @param json whether to print the result as JSON instead of a summary
   */
  record Shown(boolean overlays, Optional<IntensityWindow> window, boolean json) {}

  /** Gives the exit code. */
  int run(PredictRequest request, Path path, Shown shown) {
    AtomicInteger predicted = new AtomicInteger();
    try (Interruption interruption =
        Interruption.heeded(err, () -> left(predicted.get(), request.images().size(), path))) {
      return interruption.during(
          () -> run(request, path, shown, new Watched(predicted, interruption)));
    }
  }

  /** How a run is watched: how many images are done, and who may stop it. */
  private record Watched(AtomicInteger predicted, Interruption interruption) {}

  private static String left(int predicted, int images, Path path) {
    return predicted == 0
        ? "Nothing was written."
        : Text.format(
            "%d of %d masks are in %s, without table. The same command predicts all of them anew.",
            predicted, images, path);
  }

  private int run(PredictRequest request, Path path, Shown shown, Watched watched) {
    try (OutputFolder claimed = OutputFolder.claim(path)) {
      PredictionFolder folder = new PredictionFolder(claimed, shown.overlays(), shown.window());
      RunSummary summary = run(request, folder, shown.json(), watched);
      if (shown.json()) {
        print(folder.json());
      } else {
        folder.notes().forEach(note -> out.println("note: " + note));
        out.println("Masks: " + path.resolve("masks") + ", areas: " + folder.table());
      }
      PrintWriter told = shown.json() ? err : out;
      for (Failure failure : summary.failures()) {
        told.println("not predicted: " + failure);
      }
      Advice.on(summary).ifPresent(told::println);
      told.flush();
      return summary.failures().isEmpty() ? ExitCode.OK : ExitCode.SOME_FAILED;
    }
  }

  private RunSummary run(
      PredictRequest request, PredictionFolder folder, boolean quiet, Watched watched) {
    try (Engine opened = engine.open();
        ProgressBar progress = ProgressBar.onTerminal()) {
      PredictionListener listener = quiet ? folder : new Summary(folder, out, progress);
      Progress stopping = watched.interruption().watching(progress);
      return new PredictionStudy(opened, stopping, probabilities)
          .run(request, new Counting(listener, watched.predicted()));
    }
  }

  /** Counts the images that are written. */
  private record Counting(PredictionListener told, AtomicInteger predicted)
      implements PredictionListener {
    @Override
    public void begin(SegmentationModel model, PredictRequest request) {
      told.begin(model, request);
    }

    @Override
    public void image(PredictedImage image) {
      told.image(image);
      predicted.incrementAndGet();
    }

    @Override
    public void failed(Failure failure) {
      told.failed(failure);
    }

    @Override
    public void end(RunSummary summary, List<VolumeAreas> volumes) {
      told.end(summary, volumes);
    }
  }

  private void print(Path file) {
    try {
      out.print(Files.readString(file));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says of each image what is predicted, once it is written. */
  private static final class Summary implements PredictionListener {
    private final PredictionFolder folder;
    private final PrintWriter out;
    private final ProgressBar progress;
    private Optional<String> guesses = Optional.empty();
    private ImageNames names;

    private Summary(PredictionFolder folder, PrintWriter out, ProgressBar progress) {
      this.folder = folder;
      this.out = out;
      this.progress = progress;
    }

    @Override
    public void begin(SegmentationModel model, PredictRequest request) {
      names = new ImageNames(request.images());
      guesses = GuessText.line(model.card());
      folder.begin(model, request);
    }

    @Override
    public void image(PredictedImage image) {
      folder.image(image);
      progress.clear();
      guesses.ifPresent(out::println);
      guesses = Optional.empty();
      out.println(names.next(image.result().source()).title() + ":");
      image.areas().forEach(area -> line(area, "mm2"));
      image.result().predictionWarnings().forEach(text -> out.println("  warning: " + text));
      out.flush();
    }

    private void line(ClassArea area, String unit) {
      String measure = part(", %.1f " + unit, area.measure());
      String overlap = part(", Dice %.4f", area.dice()) + part(", IoU %.4f", area.iou());
      out.printf(
          Locale.ROOT,
          "  %s: %d pixels (%.1f %%)%s%s%n",
          area.name(),
          area.pixels(),
          100 * area.share(),
          measure,
          overlap);
    }

    private static String part(String format, OptionalDouble value) {
      return value.isPresent() ? Text.format(format, value.getAsDouble()) : "";
    }

    @Override
    public void end(RunSummary summary, List<VolumeAreas> volumes) {
      folder.end(summary, volumes);
      progress.clear();
      for (VolumeAreas volume : volumes) {
        String unit = volume.slices() == 1 ? "slice" : "slices";
        out.printf(Locale.ROOT, "%s, %d %s:%n", volume.volume(), volume.slices(), unit);
        volume.areas().forEach(area -> line(area, "ml"));
      }
      out.flush();
    }
  }
}

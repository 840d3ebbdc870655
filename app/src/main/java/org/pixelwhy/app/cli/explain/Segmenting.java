package org.pixelwhy.app.cli.explain;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.app.cli.console.Advice;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Interruption;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.segments.SegmentFolder;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.output.ImageNames;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.segments.SegmentListener;
import org.pixelwhy.study.segments.SegmentRequest;
import org.pixelwhy.study.segments.SegmentStudy;
import org.pixelwhy.study.segments.SegmentedImage;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine;

/** Has tables of segments made and written, and says what is in them. */
final class Segmenting {
  private final PrintWriter out;
  private final PrintWriter err;
  private final EngineOption engine;
  private final Optional<IntensityWindow> window;

  Segmenting(CommandLine command, EngineOption engine, Optional<IntensityWindow> window) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.engine = engine;
    this.window = window;
  }

  /** Gives the exit code. */
  int run(SegmentRequest request, Path path, boolean json) {
    String left = "Nothing was written. The same command begins anew.";
    try (Interruption interruption = Interruption.heeded(err, () -> left)) {
      return interruption.during(() -> run(request, path, json, interruption));
    }
  }

  private int run(SegmentRequest request, Path path, boolean json, Interruption interruption) {
    try (OutputFolder claimed = OutputFolder.claim(path);
        Engine opened = engine.open();
        ProgressBar progress = ProgressBar.onTerminal()) {
      SegmentFolder folder = new SegmentFolder(claimed, window);
      SegmentListener listener = json ? folder : new Summary(folder, out, progress);
      RunSummary summary =
          new SegmentStudy(opened, interruption.watching(progress)).run(request, listener);
      progress.clear();
      if (json) {
        print(folder.json());
      } else {
        out.println("Report: " + folder.page());
      }
      PrintWriter told = json ? err : out;
      for (Failure failure : summary.failures()) {
        told.println("not explained: " + failure);
      }
      Advice.on(summary).ifPresent(told::println);
      told.flush();
      return summary.failures().isEmpty() ? ExitCode.OK : ExitCode.SOME_FAILED;
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

  /** Prints the tables of each image. */
  private static final class Summary implements SegmentListener {
    private static final int NAME = 24;

    private final SegmentFolder folder;
    private final PrintWriter out;
    private final ProgressBar progress;
    private ImageNames names;

    private Summary(SegmentFolder folder, PrintWriter out, ProgressBar progress) {
      this.folder = folder;
      this.out = out;
      this.progress = progress;
    }

    @Override
    public void begin(SegmentationModel model, SegmentRequest request) {
      names = new ImageNames(request.images());
      folder.begin(model, request);
    }

    @Override
    public void image(SegmentedImage image) {
      folder.image(image);
      progress.clear();
      String title = names.next(image.result().source()).title();
      image.tables().forEach(table -> print(title, table));
      image.result().predictionWarnings().forEach(text -> out.println("  warning: " + text));
      out.flush();
    }

    /** Segments below each other, so that there may be many of them. */
    private void print(String title, SegmentTable table) {
      out.println(Text.format("%s by %s:", title, table.method()));
      for (SegmentTable.Row row : table.rows()) {
        out.println(
            Text.format(
                "  %s: %.4g, which is %.4g more than at the baseline",
                row.target(), row.value(), row.change()));
        IntStream.range(0, table.segments().size())
            .forEach(k -> line(table.segments().get(k), row.contributions().get(k)));
        line("rest", row.rest());
      }
    }

    private void line(String name, double value) {
      out.println(Text.format("    %-" + NAME + "s %10.4g", name, value));
    }

    @Override
    public void failed(Failure failure) {
      folder.failed(failure);
    }

    @Override
    public void end(RunSummary summary) {
      folder.end(summary);
    }
  }
}

package org.pixelwhy.study;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ResultFiles.Content;
import org.pixelwhy.training.Checkpoint;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.TrainedModel;
import org.pixelwhy.training.Training;

/**
 * Trains a network in a folder, and keeps there what came of it after every epoch: the best model
 * so far, the last one, everything needed to go on, and the curves.
 */
public final class TrainingRun {
  /** The network of the best epoch, ready to be used. */
  public static final String MODEL = "model.onnx";

  /** The network after the last epoch. */
  public static final String LAST = "checkpoint.onnx";

  /** What is needed to go on after the last epoch. */
  public static final String STATE = "checkpoint.state";

  /** The results of all epochs. */
  public static final String TABLE = "curves.csv";

  /** The same, drawn. */
  public static final String CURVES = "curves.html";

  /** Which images are for what. */
  public static final String SPLIT = "split.json";

  private final TrainingRequest request;
  private final Function<List<EpochResult>, String> curves;
  private final Consumer<EpochResult> epochs;
  private final Progress progress;

  /**
   * A training to run.
   *
   * @param curves draws the results so far as a page
   * @param epochs hears of every epoch, once its files are in the folder
   * @param progress hears of every step
   */
  public TrainingRun(
      TrainingRequest request,
      Function<List<EpochResult>, String> curves,
      Consumer<EpochResult> epochs,
      Progress progress) {
    this.request = request;
    this.curves = curves;
    this.epochs = epochs;
    this.progress = progress;
  }

  /**
   * Trains until the end.
   *
   * @return the results of all epochs, those before going on included
   * @throws InputException if data cannot be used, the folder cannot be written to or holds another
   *     training, or the loss is no number any more; what earlier epochs gave stays in the folder
   */
  public List<EpochResult> run(Engine engine) {
    Path state = request.folder().resolve(STATE);
    if (!request.resume() && Files.exists(state)) {
      throw new InputException(
          "%s: holds a training already; go on with --resume, or choose another folder with --out"
              .formatted(request.folder()));
    }
    ResultFiles.require(request.folder());
    Checkpoint start =
        request.resume()
            ? Checkpoint.read(state, request.description())
            : Checkpoint.start(request.network(), request.options().recipe());
    Keeper keeper = new Keeper(start);
    new Training(engine, request.network(), request.data(), request.options()).run(start, keeper);
    return keeper.history;
  }

  /** Keeps in the folder what training tells. */
  private final class Keeper implements Training.Listener {
    private final long began = System.nanoTime();
    private List<EpochResult> history;
    private long first = -1;

    Keeper(Checkpoint start) {
      this.history = start.history();
    }

    @Override
    public void step(int epoch, long done, long total, double loss) {
      first = first < 0 ? done : first;
      StringBuilder what = new StringBuilder("epoch %d".formatted(epoch));
      if (!Double.isNaN(loss)) {
        what.append(", loss %.4f".formatted(loss));
      }
      if (done > first) {
        double seconds = (System.nanoTime() - began) / 1e9 / (done - first) * (total - done);
        what.append(", %s left".formatted(duration(seconds)));
      }
      progress.step(what.toString(), Math.toIntExact(done), Math.toIntExact(total));
    }

    @Override
    public void epoch(Checkpoint checkpoint, boolean best) {
      history = checkpoint.history();
      byte[] network = OnnxWriter.toBytes(model(checkpoint.state()));
      Map<String, Content> files = new LinkedHashMap<>();
      files.put(SPLIT, text(SplitFile.text(request.split())));
      files.put(TABLE, text(table(history)));
      files.put(CURVES, text(curves.apply(history)));
      files.put(LAST, Content.of(network));
      if (best) {
        files.put(MODEL, Content.of(network));
      }
      // Last: whoever goes on from it finds the rest as it was at that moment.
      files.put(STATE, Content.of(checkpoint.toBytes(request.description())));
      ResultFiles.write(request.folder(), files);
      epochs.accept(history.get(history.size() - 1));
    }

    private Graph model(Map<String, Tensor> state) {
      return TrainedModel.of(request.network(), state, request.card(), request.description());
    }
  }

  private static String duration(double seconds) {
    long minutes = Math.round(seconds / 60);
    return seconds < 90
        ? "%d s".formatted(Math.round(seconds))
        : minutes < 90 ? "%d min".formatted(minutes) : "%.1f h".formatted(seconds / 3600);
  }

  private static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String table(List<EpochResult> history) {
    StringBuilder text = new StringBuilder(String.join(",", EpochResult.COLUMNS)).append('\n');
    history.forEach(epoch -> text.append(epoch.row()).append('\n'));
    return text.toString();
  }
}

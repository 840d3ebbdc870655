package org.pixelwhy.study.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.Checkpoint;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.OverlapScores;
import org.pixelwhy.training.Training;
import org.pixelwhy.training.TrainingResult;

/**
 * Trains a network in a folder, and keeps there what came of it after every epoch: the best model
 * so far, the last one, everything needed to go on, and the curves. In the end the best model is
 * measured on the test images.
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

  /** How long training took, over all runs; the one file that differs from run to run. */
  public static final String TIMING = "timing.json";

  /** How good the best epoch's network is on the test images. */
  public static final String TEST = "test.json";

  private final TrainingRequest request;
  private final TrainingFolder folder;
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
      Function<TrainingResult, String> curves,
      Consumer<EpochResult> epochs,
      Progress progress) {
    this.request = request;
    this.folder = new TrainingFolder(request, curves);
    this.epochs = epochs;
    this.progress = progress;
  }

  /**
   * Trains until the end, and measures the best epoch's network. Where training is at its end
   * already, only that is done again.
   *
   * @return the results of all epochs, those before going on included, and of the test
   * @throws InputException if data cannot be used, the folder cannot be written to, belongs to
   *     another run or holds another training, or the loss is no number any more; what earlier
   *     epochs gave stays in the folder
   */
  public TrainingResult run(Engine engine) {
    try (OutputFolder claimed = OutputFolder.claim(request.folder())) {
      return run(engine, claimed);
    }
  }

  private TrainingResult run(Engine engine, OutputFolder claimed) {
    Checkpoint start = folder.start(claimed);
    Keeper keeper = new Keeper(start);
    Training training = new Training(engine, request.network(), request.task(), request.options());
    training.run(start, keeper);
    TrainingResult result = new TrainingResult(keeper.history, tested(engine));
    folder.keep(result);
    return result;
  }

  private Optional<OverlapScores> tested(Engine engine) {
    if (request.split().test().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Tensor> best = folder.bestWeights();
    try {
      return request.task().test(engine, best);
    } catch (InputException e) {
      throw InputException.about(
          "test of a training",
          Text.format(
              "%s. The network is trained and kept, only its test failed: that can be repeated,"
                  + " and what cannot be read left out",
              e.getMessage()),
          e);
    }
  }

  /** Keeps in the folder what training tells. */
  private final class Keeper implements Training.Listener {
    private final long began = System.nanoTime();
    private final double before = folder.seconds();
    private List<EpochResult> history;

    Keeper(Checkpoint start) {
      this.history = start.history();
    }

    @Override
    public void step(int epoch, long done, long total, double loss) {
      StringBuilder what = new StringBuilder(Text.format("epoch %d", epoch));
      if (!Double.isNaN(loss)) {
        what.append(Text.format(", loss %.4f", loss));
      }
      progress.step(what.toString(), Math.toIntExact(done), Math.toIntExact(total));
    }

    @Override
    public void epoch(Checkpoint checkpoint, boolean best) {
      history = checkpoint.history();
      folder.keep(checkpoint, best, before + (System.nanoTime() - began) / 1e9);
      epochs.accept(history.get(history.size() - 1));
    }
  }
}

package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Batches;
import org.pixelwhy.data.Loader;
import org.pixelwhy.data.LoaderOptions;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Trains a network for some epochs: shuffles, augments, steps and validates, whatever its {@link
 * TrainingTask} is.
 *
 * <p>Everything follows from network, task, options and the seed in them, so that a training that
 * goes on from a {@link Checkpoint} ends with the same bits as one that never stopped.
 */
public final class Training {
  /** Threads that read images ahead. */
  static final int READERS = 2;

  private final Engine engine;
  private final TrainableNetwork network;
  private final TrainingTask task;
  private final TrainingOptions options;

  public Training(
      Engine engine, TrainableNetwork network, TrainingTask task, TrainingOptions options) {
    this.engine = engine;
    this.network = network;
    this.task = task;
    this.options = options;
  }

  /** Hears how training goes. */
  public interface Listener {
    /**
     * Called before every step.
     *
     * @param epoch from 1
     * @param done steps done, of all epochs
     * @param total steps of all epochs
     * @param loss mean so far in this epoch; NaN before its first step
     * @throws java.util.concurrent.CancellationException to stop
     */
    void step(int epoch, long done, long total, double loss);

    /**
     * Called after every epoch.
     *
     * @param best whether no epoch before had a score as good
     */
    void epoch(Checkpoint checkpoint, boolean best);
  }

  /**
   * Trains, from a checkpoint on.
   *
   * @throws InputException if data cannot be used, or the loss is no number any more
   */
  public void run(Checkpoint from, Listener listener) {
    LoaderOptions order =
        new LoaderOptions(options.batch(), true, options.augmentations(), options.seed(), READERS);
    Loader loader = new Loader(task.train(), order, task.badFiles());
    List<EpochResult> history = new ArrayList<>(from.history());
    try (Trainer trainer = new Trainer(engine, network, options.recipe(), from.state())) {
      while (history.size() < options.epochs() && !isExhausted(history)) {
        Lesson lesson = learn(trainer, loader, history, listener);
        Map<String, Tensor> state = trainer.state();
        EpochResult result = validated(state, lesson);
        boolean best = scores(history).stream().noneMatch(s -> s >= options.score().of(result));
        history.add(result);
        listener.epoch(new Checkpoint(state, history), best);
      }
    }
  }

  /** Whether the last best score lies too many epochs back. */
  private boolean isExhausted(List<EpochResult> history) {
    List<Double> scores = scores(history);
    double best = scores.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return options.patience() > 0
        && !scores.isEmpty()
        && scores.size() - 1 - scores.indexOf(best) >= options.patience();
  }

  private List<Double> scores(List<EpochResult> history) {
    return history.stream().map(options.score()::of).toList();
  }

  /**
   * The steps of an epoch.
   *
   * @param epoch number of the epoch, from 1
   * @param steps number of steps so far, those of the epochs before included
   * @param rate the last learning rate
   * @param means of loss and parts over the epoch's images
   */
  private record Lesson(int epoch, long steps, double rate, Map<String, Double> means) {}

  private Lesson learn(
      Trainer trainer, Loader loader, List<EpochResult> history, Listener listener) {
    int epoch = history.size() + 1;
    long total = (long) options.epochs() * loader.batches();
    long done = (long) history.size() * loader.batches();
    Map<String, Double> sums = new LinkedHashMap<>();
    long seen = 0;
    double rate = 0;
    try (Batches batches = loader.epoch(epoch - 1)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        double sum = sums.getOrDefault(EpochResult.LOSS, 0.0);
        listener.step(epoch, done, total, seen == 0 ? Double.NaN : sum / seen);
        rate = options.learningRate().at(done, total, scores(history));
        Outcome outcome = trainer.step(task.step(batch, done), rate);
        requireFinite(outcome.loss(), epoch, done);
        sums.merge(EpochResult.LOSS, outcome.loss() * batch.size(), Double::sum);
        outcome.parts().forEach((part, x) -> sums.merge(part, x * batch.size(), Double::sum));
        seen += batch.size();
        done++;
      }
    }
    if (seen == 0) {
      throw new InputException("none of the images to learn from can be read");
    }
    long images = seen;
    sums.replaceAll((name, sum) -> sum / images);
    return new Lesson(epoch, done, rate, sums);
  }

  private EpochResult validated(Map<String, Tensor> state, Lesson lesson) {
    try {
      Map<String, Double> measures = new LinkedHashMap<>(lesson.means());
      measures.putAll(task.judge(engine, network.with(state)));
      return new EpochResult(lesson.epoch(), lesson.rate(), measures);
    } catch (ArithmeticException e) {
      requireFinite(Double.NaN, lesson.epoch(), lesson.steps());
      throw e;
    }
  }

  private static void requireFinite(double loss, int epoch, long step) {
    if (!Double.isFinite(loss)) {
      throw InputException.about(
          "learning rate",
          Text.format(
                  "epoch %d, step %d: the loss is %s, the weights have run away; what the epochs before gave is kept.",
                  epoch, step + 1, loss)
              + " Lower the learning rate or limit the gradients");
    }
  }
}

package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Batches;
import org.pixelwhy.data.Loader;
import org.pixelwhy.data.LoaderOptions;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Trains a network for some epochs: shuffles, augments, steps, validates, and in the end tests.
 *
 * <p>Everything follows from network, data, options and the seed in them, so that a training that
 * goes on from a {@link Checkpoint} ends with the same bits as one that never stopped.
 */
public final class Training {
  /** Threads that read images ahead. */
  static final int READERS = 2;

  private final Engine engine;
  private final TrainableNetwork network;
  private final TrainingData data;
  private final TrainingOptions options;

  public Training(
      Engine engine, TrainableNetwork network, TrainingData data, TrainingOptions options) {
    this.engine = engine;
    this.network = network;
    this.data = data;
    this.options = options;
    if (network.classes() != data.channels()) {
      throw new InputException(
          Text.format(
              "the network has %d output channels, the data need %d for %s",
              network.classes(), data.channels(), data.card().classNames()));
    }
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
    Loader loader = new Loader(data.train(), order, data.badFiles());
    HeldOutImages validation = new HeldOutImages(data, data.validation(), options.batch());
    List<EpochResult> history = new ArrayList<>(from.history());
    try (Trainer trainer = new Trainer(engine, network, options.recipe(), from.state())) {
      while (history.size() < options.epochs() && !isExhausted(history)) {
        Lesson lesson = learn(trainer, loader, history, listener);
        Map<String, Tensor> state = trainer.state();
        EpochResult result = validated(validation, state, lesson);
        boolean best = scores(history).stream().noneMatch(s -> s >= options.score().of(result));
        history.add(result);
        listener.epoch(new Checkpoint(state, history), best);
      }
    }
  }

  /**
   * Measures a trained network on the test images; empty where there are none.
   *
   * @param weights parameters and statistics
   * @throws InputException if the weights are another network's, an image cannot be used, or the
   *     network's answer is not finite
   */
  public Optional<OverlapScores> test(Map<String, Tensor> weights) {
    if (data.test().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(scored(new HeldOutImages(data, data.test(), options.batch()), weights));
    } catch (ArithmeticException e) {
      throw new InputException("the network's answer to a test image is not finite", e);
    }
  }

  /** Scores the network as it is run when training is over. */
  private OverlapScores scored(HeldOutImages images, Map<String, Tensor> weights) {
    try (Program program = engine.compile(network.with(weights))) {
      return images.of(batch -> program.run(Map.of(network.image(), batch)).get(network.logits()));
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
   * @param loss mean over the epoch's images
   */
  private record Lesson(int epoch, long steps, double rate, double loss) {}

  private Lesson learn(
      Trainer trainer, Loader loader, List<EpochResult> history, Listener listener) {
    int epoch = history.size() + 1;
    long total = (long) options.epochs() * loader.batches();
    long done = (long) history.size() * loader.batches();
    double sum = 0;
    long seen = 0;
    double rate = 0;
    try (Batches batches = loader.epoch(epoch - 1)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        listener.step(epoch, done, total, seen == 0 ? Double.NaN : sum / seen);
        rate = options.learningRate().at(done, total, scores(history));
        double loss = trainer.step(data.images(batch), data.truth(batch), rate);
        requireFinite(loss, epoch, done);
        sum += loss * batch.size();
        seen += batch.size();
        done++;
      }
    }
    if (seen == 0) {
      throw new InputException("none of the images to learn from can be read");
    }
    return new Lesson(epoch, done, rate, sum / seen);
  }

  private EpochResult validated(
      HeldOutImages validation, Map<String, Tensor> state, Lesson lesson) {
    try {
      OverlapScores scores = scored(validation, state);
      return new EpochResult(
          lesson.epoch(),
          lesson.rate(),
          lesson.loss(),
          scores.dice(),
          scores.iou(),
          scores.hausdorff());
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

package org.pixelwhy.app.cli.noise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Split;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.training.NoiseTraining;
import org.pixelwhy.study.training.TrainingRequest;
import org.pixelwhy.study.training.TrainingRun;
import org.pixelwhy.study.training.UtilityData;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.LearningRate;
import org.pixelwhy.training.Score;
import org.pixelwhy.training.SegmentationTask;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.TrainedModel;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.TrainingOptions;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.noise.NoiseExplainer;
import org.pixelwhy.training.noise.NoiseOptions;
import org.pixelwhy.training.noise.NoiseTask;
import org.pixelwhy.training.noise.Utility;

/** Trainings of an explainer of noise, whose utility is open. */
final class NoiseRequest implements AutoCloseable {
  /** Folder of the network that learned to segment first. */
  static final String PRETRAINED = "pretrained";

  /** Learning rate of a network that learns to segment first. */
  private static final double PRETRAINING_RATE = 3e-3;

  private final Engine engine;
  private final OpenModel model;
  private final UtilityData data;
  private final Wanted wanted;
  private final int pretrainingEpochs;
  private final String description;
  private final TrainingData learned;
  private final TrainableNetwork network;
  private Optional<Path> pretrained = Optional.empty();

  /**
   * What users want.
   *
   * @param noise its unit not known yet
   * @param truth the masks that the utility shall keep giving
   */
  record Wanted(
      NoiseOptions noise,
      UNetOptions shape,
      Optional<NoiseExplainer> start,
      TrainingOptions options,
      Split split,
      UtilityData.Truth truth,
      boolean withUtility,
      long seed) {}

  NoiseRequest(
      Engine engine,
      OpenModel model,
      UtilityData data,
      Wanted wanted,
      int pretrainingEpochs,
      BadFiles badFiles,
      String description) {
    this.engine = engine;
    this.model = model;
    this.data = data;
    this.wanted = wanted;
    this.pretrainingEpochs = pretrainingEpochs;
    this.description = description;
    this.learned = data.data(wanted.split(), wanted.truth(), badFiles);
    NoiseTraining.requireSegments(learned);
    this.network =
        wanted
            .start()
            .map(explainer -> NoiseTraining.network(data, explainer))
            .orElseGet(() -> NoiseTraining.network(data, wanted.shape(), wanted.seed()));
  }

  /** The network learns to segment; where that is at its end already, nothing is done again. */
  TrainingRequest pretraining(Path folder) {
    pretrained = Optional.of(folder);
    TrainingData foreground = UtilityData.foreground(learned);
    TrainingOptions noise = wanted.options();
    TrainingOptions options =
        new TrainingOptions(
            noise.recipe(),
            new LearningRate(PRETRAINING_RATE, noise.learningRate().schedule(), 0),
            pretrainingEpochs,
            noise.batch(),
            noise.augmentations(),
            Score.DICE,
            0,
            noise.seed());
    String all = description + "\nstage: pretraining";
    return new TrainingRequest(
        network,
        new SegmentationTask(network, foreground, new CrossEntropy(), noise.batch()),
        state -> TrainedModel.of(network, state, foreground.card(), all),
        options,
        wanted.split(),
        all,
        folder,
        Files.exists(folder.resolve(TrainingRun.STATE)));
  }

  /** The network learns what noise the utility bears. */
  TrainingRequest request(Path folder, boolean resume) {
    NoiseOptions noise = wanted.noise().withUnit(NoiseTraining.unit(learned));
    Utility utility = Utility.of(engine, model.model(), data.target(), data.input());
    TrainableNetwork first = begun();
    NoiseTask task =
        new NoiseTask(
            first, utility, noise, learned, wanted.options().batch(), wanted.options().seed());
    return new TrainingRequest(
        first,
        task,
        new NoiseTraining(data, task, first).product(wanted.withUtility(), description),
        wanted.options(),
        wanted.split(),
        description,
        folder,
        resume);
  }

  private TrainableNetwork begun() {
    return pretrained
        .map(folder -> TrainedModel.weights(folder.resolve(TrainingRun.MODEL)))
        .map((Map<String, Tensor> weights) -> TrainableNetwork.of(network.with(weights)))
        .orElse(network);
  }

  @Override
  public void close() {
    model.close();
  }
}

package org.pixelwhy.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Batch;
import org.pixelwhy.data.Entry;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.run.Tiling;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.loss.Loss;

/** A network learns to give the masks of a data set. */
public final class SegmentationTask implements TrainingTask {
  private final TrainableNetwork network;
  private final TrainingData data;
  private final Loss loss;
  private final int batch;
  private final Optional<Size> part;

  /**
   * A task on whole images.
   *
   * @param batch images per run of the network where it is judged
   * @throws InputException if the network has not a channel for every class of the data
   */
  public SegmentationTask(TrainableNetwork network, TrainingData data, Loss loss, int batch) {
    this(network, data, loss, batch, Optional.empty());
  }

  /**
   * A task.
   *
   * @param batch images per run of the network where it is judged, or parts of one
   * @param part size of the parts in which the network is run over images where it is judged; empty
   *     for whole images
   * @throws InputException if the network has not a channel for every class of the data
   */
  public SegmentationTask(
      TrainableNetwork network, TrainingData data, Loss loss, int batch, Optional<Size> part) {
    this.network = network;
    this.data = data;
    this.loss = loss;
    this.batch = batch;
    this.part = part;
    if (network.classes() != data.channels()) {
      throw new InputException(
          Text.format(
              "the network has %d output channels, the data need %d for %s",
              network.classes(), data.channels(), data.card().classNames()));
    }
  }

  /** What the network learns from and is judged on. */
  public TrainingData data() {
    return data;
  }

  @Override
  public List<Entry> train() {
    return data.train();
  }

  @Override
  public BadFiles badFiles() {
    return data.badFiles();
  }

  @Override
  public Step step(Batch images, long number) {
    return SegmentationObjective.step(network, loss, data.images(images), data.truth(images));
  }

  /** Mean Dice coefficient, intersection over union and Hausdorff distance of validation images. */
  @Override
  public Map<String, Double> judge(Engine engine, Graph trained) {
    OverlapScores scores = scored(engine, trained, data.validation());
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(Score.DICE.measure(), scores.dice());
    measures.put(Score.IOU.measure(), scores.iou());
    measures.put(Score.HAUSDORFF.measure(), scores.hausdorff());
    return measures;
  }

  @Override
  public Optional<OverlapScores> test(Engine engine, Map<String, Tensor> weights) {
    if (data.test().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(scored(engine, network.with(weights), data.test()));
    } catch (ArithmeticException e) {
      throw new InputException("the network's answer to a test image is not finite", e);
    }
  }

  /** Scores the network as it is run when training is over. */
  private OverlapScores scored(Engine engine, Graph trained, List<Entry> entries) {
    HeldOutImages images = new HeldOutImages(data, entries, part.isPresent() ? 1 : batch);
    try (Program program = engine.compile(trained)) {
      UnaryOperator<Tensor> whole =
          input -> program.run(Map.of(network.image(), input)).get(network.logits());
      return images.of(part.map(size -> Tiling.of(size).over(whole, batch)).orElse(whole));
    }
  }
}

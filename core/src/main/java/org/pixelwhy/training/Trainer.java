package org.pixelwhy.training;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Trains a network step by step. Its state stays in native memory: what one step gives is fed to
 * the next.
 *
 * <p>A program is compiled for every shape of batch, which the last, smaller batch of an epoch
 * needs, and for batches in which some pixels do not count. Not thread-safe; must be closed.
 */
public final class Trainer implements AutoCloseable {
  private final Engine engine;
  private final TrainableNetwork network;
  private final Recipe recipe;
  private final Map<Batches, Program> steps = new HashMap<>();
  private final Map<String, NativeTensor> state = new LinkedHashMap<>();

  /** Batches that one program serves. */
  private record Batches(Shape images, boolean partial) {}

  /**
   * Begins to train a network, or goes on.
   *
   * @param start {@link #start}, or the {@link #state} of another trainer
   * @throws InputException if the state is that of another network or optimiser
   */
  public Trainer(
      Engine engine, TrainableNetwork network, Recipe recipe, Map<String, Tensor> start) {
    this.engine = engine;
    this.network = network;
    this.recipe = recipe;
    requireFitting(start);
    start.forEach((name, tensor) -> state.put(name, engine.load(tensor)));
  }

  /** The state before the first step. */
  public static Map<String, Tensor> start(TrainableNetwork network, Recipe recipe) {
    return StepGraph.start(network, recipe);
  }

  private void requireFitting(Map<String, Tensor> given) {
    Map<String, Tensor> expected = start(network, recipe);
    expected.forEach(
        (name, tensor) -> {
          Tensor found = given.get(name);
          if (found == null || !found.tensorType().equals(tensor.tensorType())) {
            throw new InputException(
                Text.format(
                        "the state to go on from does not fit: '%s' must be %s, found %s; it belongs to another",
                        name, tensor.tensorType(), found == null ? "nothing" : found.tensorType())
                    + " network or optimiser");
          }
        });
    if (given.size() != expected.size()) {
      throw new InputException(
          Text.format(
                  "the state to go on from has %d tensors, expected %d; it belongs to another network or",
                  given.size(), expected.size())
              + " optimiser");
    }
  }

  /**
   * Does one step.
   *
   * @param images {@code [N,C,H,W]}
   * @param truth {@code [N,K,H,W]}, 1 where a pixel is of a class and 0 elsewhere, or -1 in all
   *     channels of a pixel that does not count
   * @param learningRate above 0
   * @return the loss before the step; where it is not finite, the state is worthless
   */
  public double step(Tensor images, Tensor truth, double learningRate) {
    Program program =
        steps.computeIfAbsent(
            new Batches(images.shape(), isPartial(truth)),
            batches ->
                engine.compile(
                    StepGraph.of(engine, network, recipe, batches.images(), batches.partial())));
    try (NativeTensor image = engine.load(images);
        NativeTensor target = engine.load(truth);
        NativeTensor rate = engine.load(Tensor.scalar(DataType.FLOAT, learningRate))) {
      Map<String, NativeTensor> feeds = new LinkedHashMap<>(state);
      feeds.put(network.image(), image);
      feeds.put(StepGraph.TRUTH, target);
      feeds.put(StepGraph.LEARNING_RATE, rate);
      return take(program.call(feeds));
    }
  }

  /** Whether a pixel does not count, as the first channel tells. */
  private static boolean isPartial(Tensor truth) {
    int pixels = (int) (truth.shape().dim(2) * truth.shape().dim(3));
    int image = (int) truth.shape().dim(1) * pixels;
    for (int first = 0; first < truth.size(); first += image) {
      for (int i = first; i < first + pixels; i++) {
        if (truth.get(i) == StepGraph.IGNORED) {
          return true;
        }
      }
    }
    return false;
  }

  /** Puts the state after a step in the place of the old one. */
  private double take(NativeTensors results) {
    Map<String, NativeTensor> after = results.asMap();
    double loss;
    try (NativeTensor scalar = after.get(StepGraph.LOSS)) {
      loss = scalar.toTensor().get(0);
    }
    for (Map.Entry<String, NativeTensor> entry : state.entrySet()) {
      entry.getValue().close();
      entry.setValue(after.get(entry.getKey() + StepGraph.NEXT));
    }
    return loss;
  }

  /** A copy of the state: parameters, statistics, and what the optimiser remembers. */
  public Map<String, Tensor> state() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    state.forEach((name, tensor) -> copy.put(name, tensor.toTensor()));
    return copy;
  }

  public TrainableNetwork network() {
    return network;
  }

  @Override
  public void close() {
    state.values().forEach(NativeTensor::close);
    steps.values().forEach(Program::close);
  }
}

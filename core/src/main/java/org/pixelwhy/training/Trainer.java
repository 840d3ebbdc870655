package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Trains a network step by step. Its state stays in native memory: what one step gives is fed to
 * the next.
 *
 * <p>A program is compiled for every shape of batch, which the last, smaller batch of an epoch
 * needs, and for every kind of objective. Not thread-safe; must be closed.
 */
public final class Trainer implements AutoCloseable {
  private final Engine engine;
  private final TrainableNetwork network;
  private final Recipe recipe;
  private final Map<Step.Kind, Program> steps = new HashMap<>();
  private final Map<String, NativeTensor> state = new LinkedHashMap<>();

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
   * @param learningRate above 0
   * @return the loss before the step; where it is not finite, the state is worthless
   */
  public Outcome step(Step step, double learningRate) {
    Program program =
        steps.computeIfAbsent(
            step.kind(), kind -> engine.compile(StepGraph.of(engine, network, recipe, kind)));
    List<NativeTensor> given = new ArrayList<>();
    try {
      Map<String, NativeTensor> feeds = new LinkedHashMap<>(state);
      Map<String, Tensor> fed = new LinkedHashMap<>(step.feeds());
      fed.put(StepGraph.LEARNING_RATE, Tensor.scalar(DataType.FLOAT, learningRate));
      fed.forEach(
          (name, tensor) -> {
            NativeTensor loaded = engine.load(tensor);
            given.add(loaded);
            feeds.put(name, loaded);
          });
      return take(program.call(feeds));
    } finally {
      given.forEach(NativeTensor::close);
    }
  }

  /** Puts the state after a step in the place of the old one. */
  private Outcome take(NativeTensors results) {
    Map<String, NativeTensor> after = results.asMap();
    Map<String, Double> parts = new LinkedHashMap<>();
    double loss = scalar(after.get(StepGraph.LOSS));
    after.forEach(
        (name, tensor) -> {
          if (name.startsWith(StepGraph.PART)) {
            parts.put(name.substring(StepGraph.PART.length()), scalar(tensor));
          }
        });
    for (Map.Entry<String, NativeTensor> entry : state.entrySet()) {
      entry.getValue().close();
      entry.setValue(after.get(entry.getKey() + StepGraph.NEXT));
    }
    return new Outcome(loss, parts);
  }

  private static double scalar(NativeTensor tensor) {
    try (tensor) {
      return tensor.toTensor().get(0);
    }
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

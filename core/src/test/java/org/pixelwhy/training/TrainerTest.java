package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNetOptions.Upsampling;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.loss.Focal;
import org.pixelwhy.training.loss.Loss;
import org.pixelwhy.training.loss.SoftDice;
import org.pixelwhy.training.loss.SoftIou;
import org.pixelwhy.training.loss.WeightedSum;
import org.pixelwhy.training.noise.NoiseObjective;
import org.pixelwhy.training.noise.NoiseOptions;
import org.pixelwhy.training.noise.Utility;
import org.pixelwhy.training.optimizer.Adam;
import org.pixelwhy.training.optimizer.Sgd;

@ExtendWith(EngineExtension.class)
class TrainerTest {
  private static final UNetOptions SMALL = UNetOptions.defaults().withDepth(3).withChannels(2);

  @Test
  void doesTheStepsThatPyTorchDoesWithAdam(Engine engine) {
    WeightedSum loss =
        new WeightedSum(
            List.of(
                new WeightedSum.Term(1, new CrossEntropy()),
                new WeightedSum.Term(1, new SoftDice(1)),
                new WeightedSum.Term(0.5, new SoftIou(1))));
    compare(
        engine,
        "binary-nearest-adam",
        SMALL,
        loss,
        new Recipe(new Adam(0.9, 0.999, 1e-4, 0, false), 0.5),
        1e-2);
  }

  @Test
  void doesTheStepsThatPyTorchDoesInWholeBlocksOfChannels(Engine engine) {
    WeightedSum loss =
        new WeightedSum(
            List.of(
                new WeightedSum.Term(1, new CrossEntropy()),
                new WeightedSum.Term(1, new SoftDice(1)),
                new WeightedSum.Term(1, new SoftIou(1))));
    compare(
        engine,
        "blocks-nearest-adam",
        SMALL.withDepth(2).withChannels(16),
        loss,
        new Recipe(new Adam(0.9, 0.999, 1e-4, 0, false), 0),
        1e-3);
  }

  @Test
  void doesTheStepsThatPyTorchDoesWithAdamWOnSeveralClasses(Engine engine) {
    WeightedSum loss =
        new WeightedSum(
            List.of(
                new WeightedSum.Term(1, new CrossEntropy()),
                new WeightedSum.Term(1, new SoftDice(1))));
    compare(
        engine,
        "classes-bilinear-adamw",
        SMALL.withOutputs(3).withUpsampling(Upsampling.BILINEAR),
        loss,
        new Recipe(new Adam(0.9, 0.999, 1e-4, 0.1, true), 0),
        1e-2);
  }

  @Test
  void doesTheStepsThatPyTorchDoesWithMomentum(Engine engine) {
    compare(
        engine,
        "binary-transposed-sgd",
        SMALL.withUpsampling(Upsampling.TRANSPOSED).withBatchNorm(false),
        new Focal(2, 0.25),
        new Recipe(new Sgd(0.9, 0.01), 0),
        1e-1);
  }

  @Test
  void doesTheStepsThatPyTorchDoesUnderNoise(Engine engine) {
    Map<String, Tensor> golden = golden("noise-adam");
    UNetOptions shape = SMALL.withDepth(2);
    Graph frozen = with(golden, "utility/", UNet.graph(shape, 1));
    Utility utility = new Utility(Net.prepare(engine, frozen), OptionalInt.empty(), false);
    NoiseOptions options = new NoiseOptions(NoiseOptions.Goal.NOISE, 0.1, 0.6, 2, 0.05, 1);
    TrainableNetwork network = TrainableNetwork.of(with(golden, "before/", UNet.graph(SMALL, 1)));
    Recipe recipe = new Recipe(new Adam(0.9, 0.999, 1e-4, 0, false), 0);
    compare(
        engine,
        network,
        recipe,
        1e-2,
        golden,
        step ->
            new Step(
                new NoiseObjective(utility, options, false),
                Map.of(
                    network.image(),
                    golden.get("images" + step),
                    SegmentationObjective.TRUTH,
                    golden.get("truth" + step),
                    NoiseObjective.NOISE,
                    golden.get("noise" + step))));
  }

  private static void compare(
      Engine engine,
      String name,
      UNetOptions options,
      Loss loss,
      Recipe recipe,
      double learningRate) {
    Map<String, Tensor> golden = golden(name);
    TrainableNetwork network = TrainableNetwork.of(with(golden, "before/", UNet.graph(options, 1)));
    compare(
        engine,
        network,
        recipe,
        learningRate,
        golden,
        step ->
            SegmentationObjective.step(
                network, loss, golden.get("images" + step), golden.get("truth" + step)));
  }

  private static Graph with(Map<String, Tensor> golden, String prefix, Graph graph) {
    GraphBuilder builder = graph.edit();
    golden.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            builder.replaceInitializer(key.substring(prefix.length()), value);
          }
        });
    return builder.build();
  }

  private static void compare(
      Engine engine,
      TrainableNetwork network,
      Recipe recipe,
      double learningRate,
      Map<String, Tensor> golden,
      IntFunction<Step> steps) {
    try (Trainer trainer = new Trainer(engine, network, recipe, Trainer.start(network, recipe))) {
      for (int step = 0; step < 2; step++) {
        Outcome outcome = trainer.step(steps.apply(step), learningRate);
        assertEquals(golden.get("loss" + step).get(0), outcome.loss(), 1e-5);
      }
      Map<String, Tensor> state = trainer.state();
      golden.forEach(
          (key, expected) -> {
            String parameter = key.substring(key.indexOf('/') + 1);
            // There PyTorch follows what rounding makes of a gradient of zero.
            if (key.startsWith("after/") && !network.idle().contains(parameter)) {
              close(expected, state.get(parameter), key);
            }
          });
    }
  }

  private static Map<String, Tensor> golden(String name) {
    Path file = Path.of("src/test/resources/golden/training", name + ".onnx");
    return OnnxReader.read(file).graph().initializers();
  }

  private static void close(Tensor expected, Tensor found, String what) {
    assertEquals(expected.tensorType(), found.tensorType(), what);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), found.get(i), 1e-5, what + "[" + i + "]");
    }
  }
}

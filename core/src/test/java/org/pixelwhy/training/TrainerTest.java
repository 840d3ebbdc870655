package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNetOptions.Upsampling;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.loss.Focal;
import org.pixelwhy.training.loss.SoftDice;
import org.pixelwhy.training.loss.SoftIou;
import org.pixelwhy.training.loss.WeightedSum;
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
        new Recipe(loss, new Adam(0.9, 0.999, 1e-4, 0, false), 0.5),
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
        new Recipe(loss, new Adam(0.9, 0.999, 1e-4, 0, false), 0),
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
        new Recipe(loss, new Adam(0.9, 0.999, 1e-4, 0.1, true), 0),
        1e-2);
  }

  @Test
  void doesTheStepsThatPyTorchDoesWithMomentum(Engine engine) {
    compare(
        engine,
        "binary-transposed-sgd",
        SMALL.withUpsampling(Upsampling.TRANSPOSED).withBatchNorm(false),
        new Recipe(new Focal(2, 0.25), new Sgd(0.9, 0.01), 0),
        1e-1);
  }

  private static void compare(
      Engine engine, String name, UNetOptions options, Recipe recipe, double learningRate) {
    Map<String, Tensor> golden = golden(name);
    GraphBuilder builder = UNet.graph(options, 1).edit();
    golden.forEach(
        (key, value) -> {
          if (key.startsWith("before/")) {
            builder.replaceInitializer(key.substring("before/".length()), value);
          }
        });
    TrainableNetwork network = TrainableNetwork.of(builder.build());
    try (Trainer trainer = new Trainer(engine, network, recipe, Trainer.start(network, recipe))) {
      for (int step = 0; step < 2; step++) {
        double loss =
            trainer.step(golden.get("images" + step), golden.get("truth" + step), learningRate);
        assertEquals(golden.get("loss" + step).get(0), loss, 1e-5);
      }
      Map<String, Tensor> state = trainer.state();
      golden.forEach(
          (key, expected) -> {
            if (key.startsWith("after/")) {
              close(expected, state.get(key.substring("after/".length())), key);
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

package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNetOptions.Upsampling;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.loss.NaiveLoss;
import org.pixelwhy.training.noise.NoiseObjective;
import org.pixelwhy.training.noise.NoiseOptions;
import org.pixelwhy.training.noise.Utility;
import org.pixelwhy.training.optimizer.Sgd;

/**
 * Loss and gradient of U-Noise against networks that run in double with plain loops, the noise held
 * fixed.
 */
@ExtendWith(EngineExtension.class)
class NoiseGradientTest {
  private static final int IMAGES = 2;
  private static final int HEIGHT = 8;
  private static final int WIDTH = 4;
  private static final int PIXELS = HEIGHT * WIDTH;

  /** What the network sees, and what is fed. */
  private record Scenery(
      SegmentationModel model,
      Utility utility,
      NoiseOptions options,
      Tensor images,
      Tensor truth) {}

  @ParameterizedTest(name = "{0} classes, target {1}, {2} draws, ignored {3}, {4} channels")
  @CsvSource({
    "1, -1, 1, false, 2",
    "1, -1, 3, false, 2",
    "3, -1, 1, false, 2",
    "3, 0, 1, false, 2",
    "3, 1, 2, false, 2",
    "3, 2, 1, true, 2",
    "1, -1, 1, true, 16"
  })
  void equalFiniteDifferences(
      int classes, int target, int draws, boolean ignored, int channels, Engine engine) {
    UNetOptions shape = new UNetOptions(2, channels, 3, 1, Upsampling.NEAREST, true);
    TrainableNetwork network = TrainableNetwork.of(UNet.graph(shape, 5));
    UNetOptions other = new UNetOptions(2, 3, 3, classes, Upsampling.TRANSPOSED, false);
    SegmentationModel model = Net.prepare(engine, UNet.graph(other, 6));
    Utility utility =
        new Utility(model, target < 0 ? OptionalInt.empty() : OptionalInt.of(target), false);
    // A great lambda, so that both terms count.
    NoiseOptions options = new NoiseOptions(NoiseOptions.Goal.NOISE, 0.1, 0.6, 0.8, 0.3, draws);
    Tensor images = normal(1, IMAGES, 3);
    Tensor truth = truth(utility.classes(), ignored);
    Scenery scenery = new Scenery(model, utility, options, images, truth);
    Tensor noise = normal(2, draws * IMAGES, 1);
    Map<String, Tensor> feeds =
        Map.of(
            network.image(),
            images,
            SegmentationObjective.TRUTH,
            truth,
            NoiseObjective.NOISE,
            noise);
    Step step = new Step(new NoiseObjective(utility, options, ignored), feeds);

    WeightGradients gradients = new WeightGradients(network);
    NaiveNetwork naive = new NaiveNetwork(network.graph());
    Map<String, Tensor> after;
    Recipe recipe = new Recipe(new Sgd(0, 0), 0);
    try (Trainer trainer = new Trainer(engine, network, recipe, Trainer.start(network, recipe))) {
      Outcome found = trainer.step(step, 1);
      assertEquals(value(naive, scenery, noise, gradients.weights()), found.loss(), 1e-5);
      assertEquals(
          found.loss(),
          found.parts().get(NoiseObjective.CROSS_ENTROPY)
              + found.parts().get(NoiseObjective.REWARD),
          1e-6);
      after = trainer.state();
    }
    gradients.requireStep(after, 1e-4, weights -> value(naive, scenery, noise, weights));
  }

  private static double value(
      NaiveNetwork naive, Scenery scenery, Tensor noise, Map<String, double[]> weights) {
    NoiseOptions options = scenery.options();
    double[] z = naive.run(scenery.images(), weights).values();
    double reward = 0;
    for (double logit : z) {
      reward += Math.log1p(Math.exp(-logit)) / z.length;
    }
    double crossEntropy = 0;
    for (int draw = 0; draw < options.draws(); draw++) {
      double[] seen = scenery.images().toDoubles();
      for (int i = 0; i < seen.length; i++) {
        int at = i / (3 * PIXELS) * PIXELS + i % PIXELS;
        double share = 1 / (1 + Math.exp(-z[at]));
        double scale =
            options.unit() * (share * (options.greatest() - options.least()) + options.least());
        seen[i] += noise.get(draw * IMAGES * PIXELS + at) * scale;
      }
      crossEntropy += crossEntropy(scenery, Tensor.of(seen, IMAGES, 3, HEIGHT, WIDTH));
    }
    return crossEntropy / options.draws() + options.lambda() * reward;
  }

  private static double crossEntropy(Scenery scenery, Tensor seen) {
    Map<String, double[]> frozen = new LinkedHashMap<>();
    scenery.model().graph().initializers().forEach((name, x) -> frozen.put(name, x.toDoubles()));
    NaiveNetwork.Block logits =
        new NaiveNetwork(UNet.graph(utilityShape(scenery), 6)).run(seen, frozen);
    int classes = scenery.utility().classes();
    double[] values = logits.values();
    if (scenery.utility().target().isPresent()) {
      values = against(logits, scenery.utility().target().getAsInt());
    }
    return new NaiveLoss(values, scenery.truth().toDoubles(), IMAGES, classes, PIXELS)
        .of(new CrossEntropy());
  }

  private static UNetOptions utilityShape(Scenery scenery) {
    int classes = scenery.model().classNames().size();
    return new UNetOptions(2, 3, 3, classes, Upsampling.TRANSPOSED, false);
  }

  private static double[] against(NaiveNetwork.Block logits, int target) {
    double[] values = new double[IMAGES * PIXELS];
    for (int i = 0; i < values.length; i++) {
      double others = 0;
      for (int k = 0; k < logits.c(); k++) {
        double logit = logits.values()[(i / PIXELS * logits.c() + k) * PIXELS + i % PIXELS];
        values[i] += k == target ? logit : 0;
        others += k == target ? 0 : Math.exp(logit);
      }
      values[i] -= Math.log(others);
    }
    return values;
  }

  private static Tensor normal(long seed, int images, int channels) {
    return WeightGradients.normal(seed, images, channels, HEIGHT, WIDTH);
  }

  private static Tensor truth(int classes, boolean ignored) {
    Random random = new Random(3);
    float[] values = new float[IMAGES * classes * PIXELS];
    for (int i = 0; i < IMAGES * PIXELS; i++) {
      int channel = random.nextInt(Math.max(2, classes)) - (classes == 1 ? 1 : 0);
      boolean out = ignored && random.nextInt(4) == 0;
      for (int k = 0; k < classes; k++) {
        values[(i / PIXELS * classes + k) * PIXELS + i % PIXELS] = out ? -1 : k == channel ? 1 : 0;
      }
    }
    return Tensor.of(values, IMAGES, classes, HEIGHT, WIDTH);
  }

  @Test
  void theUtilityStaysAsItIsAndUsesWhatItsNormalisationsRemember(Engine engine) {
    UNetOptions shape = new UNetOptions(2, 2, 3, 1, Upsampling.NEAREST, true);
    TrainableNetwork network = TrainableNetwork.of(UNet.graph(shape, 1));
    // Statistics that no batch has.
    TrainableNetwork remembering = TrainableNetwork.of(UNet.graph(shape, 2));
    Map<String, Tensor> odd = new LinkedHashMap<>(remembering.state());
    remembering
        .statistics()
        .forEach((name, x) -> odd.put(name, Tensor.filled(DataType.FLOAT, 3, x.shape().dims())));
    SegmentationModel model = Net.prepare(engine, remembering.with(odd));
    NoiseOptions options = new NoiseOptions(NoiseOptions.Goal.NOISE, 0, 1e-6, 1, 0, 1);
    Tensor images = normal(1, IMAGES, 3);
    Tensor truth = truth(1, false);
    Step step =
        new Step(
            new NoiseObjective(new Utility(model, OptionalInt.empty(), false), options, false),
            Map.of(
                network.image(),
                images,
                SegmentationObjective.TRUTH,
                truth,
                NoiseObjective.NOISE,
                normal(2, IMAGES, 1)));
    Recipe recipe = new Recipe(new Sgd(0, 0), 0);
    try (Trainer trainer = new Trainer(engine, network, recipe, Trainer.start(network, recipe));
        var program = engine.compile(model.graph())) {
      double[] logits = program.run(Map.of(model.input(), images)).get(model.logits()).toDoubles();
      double expected =
          new NaiveLoss(logits, truth.toDoubles(), IMAGES, 1, PIXELS).of(new CrossEntropy());
      assertEquals(expected, trainer.step(step, 1).loss(), 1e-4);
      assertArrayEquals(
          network.parameters().keySet().stream().sorted().toArray(),
          Trainer.start(network, recipe).keySet().stream()
              .filter(network.parameters()::containsKey)
              .sorted()
              .toArray());
    }
  }
}

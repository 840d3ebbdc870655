package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.NaiveNetwork.Block;
import org.pixelwhy.training.UNetOptions.Upsampling;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.loss.NaiveLoss;
import org.pixelwhy.training.optimizer.Sgd;

/**
 * All gradients of the networks that users train, up to 34.5 million, against the chain rule in
 * double with plain loops, which itself is held against finite differences on small networks.
 *
 * <p>Where a number lies within rounding of a kink, float may take the other side, and a whole
 * channel's gradient differs by percents. So Relu is kept from its kink by the biases, and the seed
 * of the images is one for which no two cells of a pooling window that compete are nearer to each
 * other than 9e-6.
 *
 * <p>{@code -Dpixelwhy.gradients=all} adds the network of 2015, which takes as long as all others.
 */
@ExtendWith(EngineExtension.class)
class PresetGradientTest {
  private static final int IMAGES = 2;
  private static final long SEED = 4;
  private static final double STEP = 1e-6;

  /** So great that the weights, which are float, do not drown their gradients. */
  private static final double RATE = 1 << 16;

  /** How far numbers stay from the kink of Relu; rounding is far below it. */
  private static final double MARGIN = 1e-4;

  private static Tensor images(int height, int width, long seed) {
    return new Samples(seed).normal(IMAGES, 3, height, width).as(DataType.FLOAT);
  }

  private static Tensor truth(int height, int width) {
    Random random = new Random(5);
    float[] values = new float[IMAGES * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2);
    }
    return Tensor.of(values, IMAGES, 1, height, width);
  }

  private static Map<String, double[]> weights(Graph graph) {
    Map<String, double[]> weights = new LinkedHashMap<>();
    TrainableNetwork.of(graph)
        .parameters()
        .forEach((name, value) -> weights.put(name, value.toDoubles()));
    return weights;
  }

  private static double loss(Block logits, Tensor truth) {
    return new NaiveLoss(logits.values(), truth.toDoubles(), IMAGES, 1, logits.h() * logits.w())
        .of(new CrossEntropy());
  }

  /** Of cross-entropy, whose own gradient is {@code (p - t) / count}. */
  private static Map<String, double[]> chainRule(
      Graph graph, Map<String, Block> forward, Map<String, double[]> weights, Tensor truth) {
    double[] seed = forward.get("logits").values().clone();
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (1 / (1 + Math.exp(-seed[i])) - truth.get(i)) / seed.length;
    }
    return new NaiveBackward(graph, forward, weights).run(seed);
  }

  @ParameterizedTest
  @CsvSource({"NEAREST, true", "TRANSPOSED, false", "TRANSPOSED, true"})
  void theChainRuleEqualsFiniteDifferences(Upsampling upsampling, boolean batchNorm) {
    Graph graph = UNet.graph(new UNetOptions(3, 2, 3, 1, upsampling, batchNorm), 1);
    Tensor images = images(8, 12, 4);
    Tensor truth = truth(8, 12);
    Map<String, double[]> weights = weights(graph);
    Map<String, Block> forward = new NaiveNetwork(graph, MARGIN).all(images, weights);
    Map<String, double[]> gradients = chainRule(graph, forward, weights, truth);
    assertEquals(weights.keySet(), gradients.keySet());
    NaiveNetwork naive = new NaiveNetwork(graph);
    Random random = new Random(6);
    weights.forEach(
        (name, numbers) -> {
          int i = random.nextInt(numbers.length);
          double original = numbers[i];
          numbers[i] = original + STEP;
          double above = loss(naive.run(images, weights), truth);
          numbers[i] = original - STEP;
          double below = loss(naive.run(images, weights), truth);
          numbers[i] = original;
          assertEquals((above - below) / (2 * STEP), gradients.get(name)[i], 1e-8, name);
        });
  }

  @ParameterizedTest
  @EnumSource(UNetPreset.class)
  void equalTheChainRule(UNetPreset preset, Engine engine) {
    assumeTrue(
        preset != UNetPreset.ORIGINAL || "all".equals(System.getProperty("pixelwhy.gradients")),
        "for -Dpixelwhy.gradients=all");
    Graph drawn = UNet.graph(preset.options(), 1);
    Tensor images = images(32, 16, SEED);
    Tensor truth = truth(32, 16);
    Map<String, double[]> weights = weights(drawn);
    Map<String, Block> forward = new NaiveNetwork(drawn, MARGIN).all(images, weights);
    Map<String, double[]> expected = chainRule(drawn, forward, weights, truth);

    TrainableNetwork network = TrainableNetwork.of(moved(drawn, weights));
    Recipe recipe = new Recipe(new Sgd(0, 0), 0);
    try (Trainer trainer = new Trainer(engine, network, recipe, Trainer.start(network, recipe))) {
      Step step = SegmentationObjective.step(network, new CrossEntropy(), images, truth);
      double found = trainer.step(step, RATE).loss();
      assertEquals(loss(forward.get("logits"), truth), found, 1e-5);
      Map<String, Tensor> after = trainer.state();
      weights.forEach((name, before) -> compare(name, before, after.get(name), expected.get(name)));
    }
  }

  private static Graph moved(Graph drawn, Map<String, double[]> weights) {
    GraphBuilder builder = drawn.edit();
    weights.forEach(
        (name, values) -> {
          if (name.endsWith(".bias")) {
            Tensor bias = Tensor.of(values, values.length).as(DataType.FLOAT);
            builder.replaceInitializer(name, bias);
          }
        });
    return builder.build();
  }

  /** No number is off by more than a share of the tensor's greatest; some tensors are all 0. */
  private static void compare(String name, double[] before, Tensor after, double[] expected) {
    double greatest = 0;
    double deviation = 0;
    for (int i = 0; i < before.length; i++) {
      double gradient = (before[i] - after.get(i)) / RATE;
      greatest = Math.max(greatest, Math.abs(expected[i]));
      deviation = Math.max(deviation, Math.abs(gradient - expected[i]));
    }
    assertEquals(0, deviation, 1e-6 + 3e-4 * greatest, name + ", of up to " + greatest);
  }
}

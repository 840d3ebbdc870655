package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNetOptions.Upsampling;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.loss.NaiveLoss;
import org.pixelwhy.training.noise.ShareObjective;
import org.pixelwhy.training.noise.Utility;
import org.pixelwhy.training.optimizer.Sgd;

/**
 * Loss and gradient of the objective of shares against networks that run in double with plain
 * loops. What visibility is worth is differentiated numerically, pixel by pixel, and handed to z by
 * the rule that the sum of visibilities stays.
 */
@ExtendWith(EngineExtension.class)
class ShareGradientTest {
  private static final double STEP = 1e-6;
  private static final int IMAGES = 2;
  private static final int HEIGHT = 8;
  private static final int WIDTH = 4;
  private static final int PIXELS = HEIGHT * WIDTH;
  private static final int[] LAST = {5, 19};
  private static final double[] COVER = {0.2, -0.4, 0.1};

  private final Graph utility =
      UNet.graph(new UNetOptions(2, 3, 3, 1, Upsampling.TRANSPOSED, false), 6);
  private final TrainableNetwork network =
      TrainableNetwork.of(UNet.graph(new UNetOptions(2, 2, 3, 1, Upsampling.NEAREST, true), 5));
  private final Tensor images = WeightGradients.normal(1, IMAGES, 3, HEIGHT, WIDTH);
  private final Tensor truth = truth();

  @Test
  void pixelsThatMatterLessThanOthersNearTheThresholdMakeRoomForThem(Engine engine) {
    WeightGradients gradients = new WeightGradients(network);
    double[] z = z(gradients.weights());
    double[] visible = visible(z);
    double[] slope = slope(z, visible);
    Map<String, Tensor> after;
    Recipe recipe = new Recipe(new Sgd(0, 0), 0);
    try (Trainer trainer = new Trainer(engine, network, recipe, Trainer.start(network, recipe))) {
      assertEquals(crossEntropy(visible), trainer.step(step(engine), 1).loss(), 1e-5);
      after = trainer.state();
    }
    gradients.requireStep(after, 2e-4, weights -> weighted(slope, z(weights)));
  }

  private Step step(Engine engine) {
    Utility frozen = new Utility(Net.prepare(engine, utility), OptionalInt.empty(), false);
    Map<String, Tensor> feeds =
        Map.of(
            network.image(),
            images,
            SegmentationObjective.TRUTH,
            truth,
            ShareObjective.LAST,
            Tensor.of(Arrays.stream(LAST).asLongStream().toArray(), IMAGES, 1),
            ShareObjective.COVER,
            Tensor.of(new float[] {0.2f, -0.4f, 0.1f}, 1, 3, 1, 1));
    return new Step(new ShareObjective(frozen, false), feeds);
  }

  private double[] z(Map<String, double[]> weights) {
    return new NaiveNetwork(network.graph()).run(images, weights).values();
  }

  private static double last(double[] z, int image) {
    double[] row = Arrays.copyOfRange(z, image * PIXELS, (image + 1) * PIXELS);
    Arrays.sort(row);
    return row[LAST[image]];
  }

  private static double[] visible(double[] z) {
    double[] visible = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      visible[i] = z[i] <= last(z, i / PIXELS) ? 1 : 0;
    }
    return visible;
  }

  /** What the loss gains for each z: its own visibility, less what the others gain for it. */
  private double[] slope(double[] z, double[] visible) {
    double[] slope = new double[z.length];
    for (int image = 0; image < IMAGES; image++) {
      int from = image * PIXELS;
      double[] row = Arrays.copyOfRange(z, from, from + PIXELS);
      double mean = Arrays.stream(row).average().orElseThrow();
      double variance = Arrays.stream(row).map(x -> (x - mean) * (x - mean)).sum() / PIXELS;
      double deviation = Math.sqrt(variance + 1e-6);
      double[] steep = new double[PIXELS];
      double[] worth = new double[PIXELS];
      double spent = 0;
      for (int i = 0; i < PIXELS; i++) {
        double soft = 1 / (1 + Math.exp((row[i] - last(z, image)) / deviation));
        steep[i] = soft * (1 - soft);
        worth[i] = worth(visible, from + i);
        spent += steep[i] * worth[i];
      }
      double usual = spent / Arrays.stream(steep).sum();
      for (int i = 0; i < PIXELS; i++) {
        slope[from + i] = -steep[i] / deviation * (worth[i] - usual);
      }
    }
    return slope;
  }

  private double worth(double[] visible, int pixel) {
    double[] other = visible.clone();
    other[pixel] = visible[pixel] + STEP;
    double above = crossEntropy(other);
    other[pixel] = visible[pixel] - STEP;
    return (above - crossEntropy(other)) / (2 * STEP);
  }

  private double crossEntropy(double[] visible) {
    double[] seen = images.toDoubles();
    for (int i = 0; i < seen.length; i++) {
      double cover = COVER[i / PIXELS % 3];
      double shown = visible[i / (3 * PIXELS) * PIXELS + i % PIXELS];
      seen[i] = cover + shown * (seen[i] - cover);
    }
    Map<String, double[]> frozen = new LinkedHashMap<>();
    utility.initializers().forEach((name, x) -> frozen.put(name, x.toDoubles()));
    double[] logits =
        new NaiveNetwork(utility).run(Tensor.of(seen, IMAGES, 3, HEIGHT, WIDTH), frozen).values();
    return new NaiveLoss(logits, truth.toDoubles(), IMAGES, 1, PIXELS).of(new CrossEntropy());
  }

  private static double weighted(double[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  private static Tensor truth() {
    Random random = new Random(3);
    float[] values = new float[IMAGES * PIXELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2);
    }
    return Tensor.of(values, IMAGES, 1, HEIGHT, WIDTH);
  }
}

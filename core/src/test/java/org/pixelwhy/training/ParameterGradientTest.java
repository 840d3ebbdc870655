package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNetOptions.Upsampling;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.loss.Focal;
import org.pixelwhy.training.loss.Loss;
import org.pixelwhy.training.loss.NaiveLoss;
import org.pixelwhy.training.loss.SoftDice;
import org.pixelwhy.training.loss.SoftIou;
import org.pixelwhy.training.loss.WeightedSum;
import org.pixelwhy.training.loss.WeightedSum.Term;
import org.pixelwhy.training.optimizer.Sgd;

/**
 * The gradient of every parameter against central finite differences of a network and a loss that
 * run in double with plain loops. A step of plain descent with rate 1 is the gradient.
 */
@ExtendWith(EngineExtension.class)
class ParameterGradientTest {
  private static final double STEP = 1e-6;
  private static final int IMAGES = 2;

  @ParameterizedTest(
      name = "depth {0}, {4} channels, {1}, normalised {2}, {3} classes, ignored {5}")
  @CsvSource({
    "2, NEAREST, true, 1, 2, false",
    "3, NEAREST, true, 1, 2, false",
    "4, NEAREST, true, 1, 2, false",
    "3, NEAREST, true, 3, 2, false",
    "3, BILINEAR, true, 1, 2, false",
    "3, TRANSPOSED, false, 1, 2, false",
    "3, TRANSPOSED, true, 2, 2, false",
    // Whole blocks of channels, which the runtime's fastest convolutions take.
    "2, NEAREST, true, 1, 16, false",
    "2, TRANSPOSED, false, 1, 16, false",
    // Some pixels count nowhere.
    "2, NEAREST, true, 1, 2, true",
    "3, BILINEAR, true, 3, 2, true",
    "2, NEAREST, true, 1, 16, true"
  })
  void equalFiniteDifferences(
      int depth,
      Upsampling upsampling,
      boolean batchNorm,
      int classes,
      int channels,
      boolean ignored,
      Engine engine) {
    UNetOptions options = new UNetOptions(depth, channels, 3, classes, upsampling, batchNorm);
    TrainableNetwork network = TrainableNetwork.of(UNet.graph(options, depth));
    Tensor images = new Samples(depth).normal(IMAGES, 3, 16, 8).as(DataType.FLOAT);
    Tensor truth = truth(classes, ignored, 16, 8);
    WeightedSum loss =
        new WeightedSum(
            List.of(
                new Term(1, new CrossEntropy()),
                new Term(0.7, new SoftDice(1)),
                new Term(0.5, new SoftIou(1)),
                new Term(2, new Focal(2, 0.25))));
    Recipe recipe = new Recipe(new Sgd(0, 0), 0);
    Map<String, double[]> weights = new LinkedHashMap<>();
    network.parameters().forEach((name, value) -> weights.put(name, value.toDoubles()));
    NaiveNetwork naive = new NaiveNetwork(network.graph());

    Map<String, Tensor> after;
    try (Trainer trainer = new Trainer(engine, network, recipe, Trainer.start(network, recipe))) {
      Step step = SegmentationObjective.step(network, loss, images, truth);
      double found = trainer.step(step, 1).loss();
      assertEquals(value(naive, loss, images, truth, weights), found, 1e-5);
      after = trainer.state();
    }
    double greatest = 0;
    Random random = new Random(depth);
    for (String name : weights.keySet()) {
      double[] numbers = weights.get(name);
      for (int pick = 0; pick < Math.min(6, numbers.length); pick++) {
        int i = numbers.length <= 6 ? pick : random.nextInt(numbers.length);
        double gradient = numbers[i] - after.get(name).get(i);
        double original = numbers[i];
        numbers[i] = original + STEP;
        double above = value(naive, loss, images, truth, weights);
        numbers[i] = original - STEP;
        double below = value(naive, loss, images, truth, weights);
        numbers[i] = original;
        double expected = (above - below) / (2 * STEP);
        greatest = Math.max(greatest, Math.abs(expected));
        assertEquals(expected, gradient, 2e-6 + 1e-4 * Math.abs(expected), name + "[" + i + "]");
      }
    }
    assertTrue(greatest > 1e-2, "gradients are tested that are not all zero");
  }

  private static double value(
      NaiveNetwork naive, Loss loss, Tensor images, Tensor truth, Map<String, double[]> weights) {
    NaiveNetwork.Block logits = naive.run(images, weights);
    return new NaiveLoss(
            logits.values(), truth.toDoubles(), logits.n(), logits.c(), logits.h() * logits.w())
        .of(loss);
  }

  private static Tensor truth(int classes, boolean ignored, int height, int width) {
    Random random = new Random(3);
    int pixels = height * width;
    float[] values = new float[IMAGES * classes * pixels];
    for (int i = 0; i < IMAGES * pixels; i++) {
      int label = random.nextInt(Math.max(2, classes));
      int channel = classes == 1 ? label - 1 : label;
      // Of the second image more than of the first.
      if (ignored && random.nextInt(6) <= i / pixels) {
        for (int k = 0; k < classes; k++) {
          values[(i / pixels * classes + k) * pixels + i % pixels] = -1;
        }
      } else if (channel >= 0) {
        values[(i / pixels * classes + channel) * pixels + i % pixels] = 1;
      }
    }
    return Tensor.of(values, IMAGES, classes, height, width);
  }
}

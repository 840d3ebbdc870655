package org.pixelwhy.attribution.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.gradient.SmoothGrad.Statistic;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class SmoothGradTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new SmoothGrad(options(Statistic.MEAN, 3));
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }

  private static SmoothGrad.Options options(Statistic statistic, int samples) {
    return new SmoothGrad.Options(
        statistic, new Noise.Gaussian(samples, 0.1, 7), StandardRules.standard());
  }

  private static final Question SUM =
      new Question(new ImageTarget(0), Reduction.SUM, OutputSpace.LOGITS);

  private static Attribution explain(
      Engine engine, Graph graph, Tensor image, Attributor attributor) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image)) {
      return attributor.explain(at, SUM).get(0);
    }
  }

  /** {@code y = x^2}, whose gradient is 2x. */
  private static Graph square() {
    return new Net(1).input("x", 1, 1, 1, 2).node("Mul", "y", "x", "x").graph("y");
  }

  private static float[] smooth(Engine engine, Statistic statistic) {
    Noise noise =
        new Noise.Given(
            List.of(
                Tensor.of(new float[] {1, -1}, 1, 1, 1, 2),
                Tensor.of(new float[] {0, 4}, 1, 1, 1, 2)));
    SmoothGrad.Options options = new SmoothGrad.Options(statistic, noise, StandardRules.standard());
    Tensor image = Tensor.of(new float[] {1, 3}, 1, 1, 1, 2);
    return explain(engine, square(), image, new SmoothGrad(options)).values().toFloats();
  }

  @Test
  void averagesGradientsOfNoisyImages(Engine engine) {
    // Gradients at 2, 2 and at 1, 7: 4, 4 and 2, 14.
    assertArrayEquals(new float[] {3, 9}, smooth(engine, Statistic.MEAN));
    assertArrayEquals(new float[] {10, 106}, smooth(engine, Statistic.SQUARE));
    assertArrayEquals(new float[] {1, 25}, smooth(engine, Statistic.VARIANCE));
  }

  @Test
  void noiseHasTheDeviationAskedForAndIsTheSameForTheSameSeed() {
    Tensor image = Net.noise(1, 1, 1, 100, 100);
    double least = image.get(0);
    double greatest = image.get(0);
    for (int i = 0; i < image.size(); i++) {
      least = Math.min(least, image.get(i));
      greatest = Math.max(greatest, image.get(i));
    }
    Noise noise = new Noise.Gaussian(2, 0.1, 5);
    Tensor noisy = noise.addTo(image, 1);
    double squares = 0;
    for (int i = 0; i < image.size(); i++) {
      squares += Math.pow(noisy.get(i) - image.get(i), 2) / image.size();
    }
    double sigma = 0.1 * (greatest - least);
    assertEquals(sigma, Math.sqrt(squares), 0.03 * sigma);
    assertEquals(noisy, new Noise.Gaussian(9, 0.1, 5).addTo(image, 1));
    assertNotEquals(noisy, noise.addTo(image, 0));
  }

  @Test
  void refusesImpossibleNoise() {
    assertThrows(InputException.class, () -> new Noise.Gaussian(0, 0.1, 0));
    assertThrows(InputException.class, () -> new Noise.Gaussian(1, Double.NaN, 0));
    assertThrows(InputException.class, () -> new Noise.Given(List.of()));
    Noise wrong = new Noise.Given(List.of(Tensor.of(new float[] {1}, 1, 1, 1, 1)));
    assertThrows(InputException.class, () -> wrong.addTo(Net.noise(1, 1, 1, 2, 2), 0));
  }

  @Test
  void noiseOfEachChannelIsAShareOfThatChannelsRange() {
    float[] values = {0, 1, 0, 100};
    Tensor image = Tensor.of(values, 1, 2, 1, 2);
    Random random = new Random(5 + 0x9E3779B97F4A7C15L);
    double[] sigma = {0.1, 0.1, 10, 10};
    float[] expected = new float[4];
    for (int k = 0; k < 4; k++) {
      expected[k] = values[k] + (float) (sigma[k] * random.nextGaussian());
    }
    Noise noise = new Noise.Gaussian(2, 0.1, Noise.Range.CHANNEL, 5);
    assertEquals(Tensor.of(expected, 1, 2, 1, 2), noise.addTo(image, 1));
  }
}

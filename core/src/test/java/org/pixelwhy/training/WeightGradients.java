package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.pixelwhy.tensor.Tensor;

/**
 * The weights of a network, by name, whose numbers are moved a little to see what a function of
 * them does. A step of plain descent with rate 1 is the gradient.
 */
final class WeightGradients {
  private static final double STEP = 1e-6;
  private static final int PICKS = 4;

  private final Map<String, double[]> weights = new LinkedHashMap<>();

  WeightGradients(TrainableNetwork network) {
    network.parameters().forEach((name, value) -> weights.put(name, value.toDoubles()));
  }

  Map<String, double[]> weights() {
    return weights;
  }

  /**
   * Compares a step with finite differences of what was minimised, at some numbers of each weight.
   *
   * @param after the weights after a step of plain descent with rate 1
   * @param tolerance relative to the difference quotient
   */
  void requireStep(
      Map<String, Tensor> after, double tolerance, ToDoubleFunction<Map<String, double[]>> loss) {
    double greatest = 0;
    Random random = new Random(7);
    for (String name : weights.keySet()) {
      double[] numbers = weights.get(name);
      for (int pick = 0; pick < PICKS; pick++) {
        int i = random.nextInt(numbers.length);
        double original = numbers[i];
        numbers[i] = original + STEP;
        double above = loss.applyAsDouble(weights);
        numbers[i] = original - STEP;
        double below = loss.applyAsDouble(weights);
        numbers[i] = original;
        double expected = (above - below) / (2 * STEP);
        greatest = Math.max(greatest, Math.abs(expected));
        assertEquals(
            expected,
            original - after.get(name).get(i),
            2e-6 + tolerance * Math.abs(expected),
            name + "[" + i + "]");
      }
    }
    assertTrue(greatest > 1e-3, "gradients are tested that are not all zero");
  }

  /** Numbers of a normal distribution. */
  static Tensor normal(long seed, long... dims) {
    Random random = new Random(seed);
    int size = 1;
    for (long dim : dims) {
      size *= (int) dim;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, dims);
  }
}

package org.pixelwhy.attribution.sufficient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.tensor.Tensor;

class SegmentMatchTest {
  private static Prediction prediction(double... probabilities) {
    float[] values = new float[probabilities.length];
    float[] logits = new float[probabilities.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) probabilities[i];
      logits[i] = (float) Math.log(probabilities[i] / (1 - probabilities[i]));
    }
    Tensor p = Tensor.of(values, 1, 1, 1, values.length);
    Tensor y = Tensor.of(logits, 1, 1, 1, values.length);
    return new Prediction(y, p, List.of("cell"), Decision.THRESHOLD);
  }

  /** The left two of four predicted pixels, beside one that is not predicted. */
  private static SegmentMatch match() {
    Mask two = Mask.of(new int[] {1, 5}, i -> i < 2);
    return SegmentMatch.of(
        new FixedTarget(two, 0, "two", true), prediction(0.9, 0.8, 0.2, 0.9, 0.7));
  }

  @Test
  void whatOfTheClassIsElsewhereIsNotCompared() {
    assertEquals(1, match().dice(prediction(0.9, 0.9, 0.1, 0.1, 0.1)));
    assertEquals(1, match().dice(prediction(0.9, 0.9, 0.1, 0.9, 0.9)));
    assertEquals(0.8, match().dice(prediction(0.9, 0.9, 0.9, 0.1, 0.1)), 1e-12);
    assertEquals(0, match().dice(prediction(0.1, 0.1, 0.1, 0.9, 0.9)));
  }

  @Test
  void theLossIsOneMinusSoftDice() {
    // Compared are the first three: 2 (0.6 + 0.3) / (0.6 + 0.3 + 0.5 + 2).
    SegmentMatch.Loss loss = match().loss(prediction(0.6, 0.3, 0.5, 0.8, 0.8).probabilities());
    assertEquals(1 - 1.8 / 3.4, loss.value(), 1e-6);
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    double[] p = {0.6, 0.3, 0.5, 0.8, 0.4};
    Tensor gradient = match().loss(prediction(p).probabilities()).gradient();
    for (int i = 0; i < p.length; i++) {
      double[] more = p.clone();
      double[] less = p.clone();
      more[i] += 0.01;
      less[i] -= 0.01;
      double difference =
          match().loss(prediction(more).probabilities()).value()
              - match().loss(prediction(less).probabilities()).value();
      assertEquals(difference / 0.02, gradient.get(i), 1e-4);
    }
  }
}

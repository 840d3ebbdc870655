package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pixelwhy.target.Predictions.drawn;

import org.junit.jupiter.api.Test;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.Tensor;

class QuestionTest {
  private final Prediction prediction = drawn("0110", "0100");

  private float[] weights(Reduction reduction) {
    Question question = new Question(new ClassTarget(1), reduction, OutputSpace.LOGITS);
    Tensor weights = question.weights(prediction);
    assertArrayEquals(new long[] {1, 3, 2, 4}, weights.shape().dims());
    return weights.toFloats();
  }

  private static float[] at(float weight) {
    float[] expected = new float[24];
    expected[8 + 1] = weight;
    expected[8 + 2] = weight;
    expected[8 + 5] = weight;
    return expected;
  }

  @Test
  void theReductionDividesByTheTargetByNothingOrByTheImage() {
    assertArrayEquals(at(1 / 3f), weights(Reduction.MEAN));
    assertArrayEquals(at(1), weights(Reduction.SUM));
    assertArrayEquals(at(1 / 8f), weights(Reduction.GAP));
  }

  @Test
  void theValueIsTheWeightedSumOfTheOutputThatIsRead() {
    Question logits = new Question(new ImageTarget(1), Reduction.SUM, OutputSpace.LOGITS);
    Tensor weights = logits.weights(prediction);
    assertEquals(3 * 2 - 5, logits.value(prediction, weights), 1e-6);
    Question probabilities =
        new Question(new ImageTarget(1), Reduction.SUM, OutputSpace.PROBABILITIES);
    assertEquals(3 * 0.8 + 5 * 0.1, probabilities.value(prediction, weights), 1e-6);
  }

  @Test
  void weightsStayFrozenForAnotherPrediction() {
    Question question = Question.of(new ClassTarget(1));
    Tensor weights = question.weights(prediction);
    assertEquals(-1, question.value(drawn("2222", "2222"), weights), 1e-6);
  }
}

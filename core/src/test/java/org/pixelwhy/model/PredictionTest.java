package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class PredictionTest {
  /** Two classes in a picture of one row and three columns. */
  private static Prediction prediction(Decision decision, float... logits) {
    Tensor y = Tensor.of(logits, 1, 2, 1, 3);
    float[] p = new float[logits.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
    return new Prediction(y, Tensor.of(p, 1, 2, 1, 3), List.of("rest", "cell"), decision);
  }

  @Test
  void byArgmaxEveryPixelBelongsToTheGreatestOutputAndTiesToTheFirst() {
    Prediction prediction = prediction(Decision.ARGMAX, -3, 2, 1, -2, 1, 1);
    assertArrayEquals(new int[] {1, 2}, prediction.mask(0).indices());
    assertArrayEquals(new int[] {0}, prediction.mask(1).indices());
    assertEquals(1, prediction.classAt(0));
    assertEquals(0, prediction.classAt(2));
  }

  @Test
  void byThresholdClassesOverlapAndOneHalfIsOutside() {
    Prediction prediction = prediction(Decision.THRESHOLD, 1, 0, -1, 2, 1, -3);
    assertArrayEquals(new int[] {0}, prediction.mask(0).indices());
    assertArrayEquals(new int[] {0, 1}, prediction.mask(1).indices());
    assertEquals(1, prediction.classAt(0));
    assertEquals(0, prediction.classAt(2));
  }

  @Test
  void presentClassesAreListedWithTheirSize() {
    Prediction prediction = prediction(Decision.ARGMAX, -3, -2, -1, 1, 1, 1);
    assertEquals("1 (cell): 3 pixels", prediction.presentClasses());
    assertEquals("none", prediction(Decision.THRESHOLD, -1, -1, -1, -1, -1, -1).presentClasses());
  }

  @Test
  void anUnknownClassIsRefused() {
    Prediction prediction = prediction(Decision.ARGMAX, 1, 2, 3, 4, 5, 6);
    InputException e = assertThrows(InputException.class, () -> prediction.mask(2));
    assertEquals("there is no class 2; the network has classes 0 to 1", e.getMessage());
    assertThrows(InputException.class, () -> prediction.mask(-1));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void outputsThatAreNotFiniteAreRefused(float bad) {
    InputException e =
        assertThrows(InputException.class, () -> prediction(Decision.ARGMAX, 1, bad, 3, 4, bad, 6));
    assertTrue(
        e.getMessage().startsWith("the network's output holds 2 values of 6 that are NaN"),
        e.getMessage());
  }
}
